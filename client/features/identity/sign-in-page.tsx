import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useSearchParams } from 'react-router'
import { OutsidePage } from '../../shell/outside-page.tsx'
import { useSession } from '../../shell/session.tsx'
import { PasswordForm } from './password-form.tsx'
import { LinkRequest } from './link-request.tsx'
import css from './sign-in.module.css'
import { UseLink } from './use-link.tsx'

/** An address inside the product, or home: never one that leads away. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** `/sign-in`, and `/sign-in/link` where a link from a mail leads. */
export function SignInPage() {
  const { t } = useTranslation('signIn')
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  const { person, installation } = useSession()
  const next = safeNext(search.get('next'))
  const isLink = pathname.endsWith('/link')
  if (person && !isLink) return <Navigate to={next} replace />
  return (
    <OutsidePage title={t('title')}>
      <div className={css['column']}>
        {isLink ? (
          <UseLink />
        ) : (
          <>
            <h1 className={css['title']}>{t('title')}</h1>
            <PasswordForm next={next} />
            {installation.isMailConfigured ? (
              <LinkRequest />
            ) : (
              <p className={css['support']}>{t('noMail')}</p>
            )}
          </>
        )}
      </div>
    </OutsidePage>
  )
}
