import { useTranslation } from 'react-i18next'
import { Bidi, Code } from '../../ui/bidi.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { useReader } from '../../ui/reader.tsx'
import { CalendarDate } from '../../ui/time.tsx'
import { dayOf } from '../../ui/time-format.ts'
import { PersonLine } from '../../ui/person-line.tsx'
import css from './draft.module.css'
import { languageName } from './language-name.ts'
import type { ShownDraft } from './shown-draft.ts'

/** What stands above a text: symbol, date and language, title, kind, and what is to be known. */
export function DraftHead(props: { draft: ShownDraft['draft'] }) {
  const { t } = useTranslation(['drafts', 'common'])
  const { locale, timeZone } = useReader()
  const { draft } = props
  return (
    <header className={css['head']}>
      <div className={css['symbolLine']}>
        <span className={css['symbol']}>
          {draft.symbol ? <Code>{draft.symbol}</Code> : t(`common:draftKind.${draft.kind}`)}
        </span>
        <span>
          <CalendarDate date={dayOf(draft.createdAt, timeZone)} /> ·{' '}
          {languageName(draft.language, locale)}
        </span>
      </div>
      <h1 className={`aligned ${css['title']}`} dir="auto" lang={draft.language}>
        {draft.title}
      </h1>
      <div className={css['under']}>
        {draft.subtitle ? (
          <Bidi lang={draft.language}>{draft.subtitle}</Bidi>
        ) : draft.symbol ? (
          <span>{t(`common:draftKind.${draft.kind}`)}</span>
        ) : null}
        {draft.createdBy ? (
          <span className={css['by']}>
            {t('createdBy')} <PersonLine actor={draft.createdBy} isQuiet />
          </span>
        ) : null}
        <ProvenanceBadge provenance={draft.provenance} />
      </div>
      {draft.state === 'withdrawn' ? (
        <p className={css['note']}>
          {t('withdrawnBecause')} <Bidi>{draft.withdrawnReason ?? t('common:notRecorded')}</Bidi>
        </p>
      ) : null}
      {draft.note ? (
        <div className={css['note']}>
          <p className="aligned" dir="auto">
            {draft.note}
          </p>
        </div>
      ) : null}
    </header>
  )
}
