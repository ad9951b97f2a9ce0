import clsx from 'clsx'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '#shared/contracts/contract.ts'
import { languageNames } from '../i18n/language.ts'
import { BrandMark } from '../ui/brand-mark.tsx'
import css from './outside-page.module.css'
import { useChooseLanguage } from './use-choose-language.ts'

/**
 * A page of who is not signed in: the name, one thing to do, the languages.
 * Props: `title` for the browser; `group` the group's name where it may be known; `isWide` for forms.
 */
export function OutsidePage(props: {
  title: string
  group?: string | undefined
  isWide?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${props.title} · ${t('product')}`
  }, [props.title, t])
  return (
    <div className={css['page']}>
      <header className={css['brand']}>
        <BrandMark size={26} />
        <span>{t('product')}</span>
        {props.group ? (
          <span className={css['group']} dir="auto">
            {props.group}
          </span>
        ) : null}
      </header>
      <main id="content" className={clsx(css['main'], props.isWide && css['wide'])}>
        {props.children}
      </main>
      <LanguageChoice />
    </div>
  )
}

/** Each language in its own script, for who cannot read the one on the screen. */
export function LanguageChoice() {
  const { i18n, t } = useTranslation('shell')
  const choose = useChooseLanguage()
  return (
    <nav className={css['languages']} aria-label={t('language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={css['language']}
          aria-pressed={i18n.language === language}
          onClick={() => choose(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </nav>
  )
}
