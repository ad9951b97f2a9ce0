import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Bidi } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import css from './draft-rail.module.css'
import { DraftersDialog } from './drafters-dialog.tsx'
import type { ShownDraft } from './shown-draft.ts'

/** Who may write this draft. */
export function DraftersShown(props: { shown: ShownDraft }) {
  const { t } = useTranslation('drafts')
  const { draft, may } = props.shown
  const { rule, agencies, seats } = draft.drafters
  const [isOpen, setOpen] = useState(false)
  // In every other state nobody writes, whoever was named.
  if (draft.state !== 'draft' || !draft.hasText) return null
  return (
    <section>
      <h2 className={css['heading']}>{t('drafters')}</h2>
      {rule === 'space' ? (
        <p className={css['text']}>{t('draftersSpace')}</p>
      ) : (
        <>
          <ul className={css['plates']}>
            {agencies.map((agency) => (
              <li key={agency.id}>
                <Nameplate agency={agency} />
              </li>
            ))}
            {seats.map((seat) => (
              <li key={seat.id}>
                <Bidi>{seat.name ?? seat.title}</Bidi>
              </li>
            ))}
          </ul>
          <p className={css['hint']}>{t('draftersOffice')}</p>
        </>
      )}
      {may.nameDrafters ? (
        <button type="button" className={`link ${css['change']}`} onClick={() => setOpen(true)}>
          {t('changeDrafters')}
        </button>
      ) : null}
      {isOpen ? <DraftersDialog draft={draft} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}
