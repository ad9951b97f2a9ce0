import { useTranslation } from 'react-i18next'
import { Bidi, Code } from '../../ui/bidi.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { useReader } from '../../ui/reader.tsx'
import { Time } from '../../ui/time.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import css from './draft.module.css'
import { languageName } from './language-name.ts'
import type { ShownDraft } from './shown-draft.ts'

/** What stands above a text: symbol, date and language, title, kind, and what is to be known. */
export function DraftHead(props: { draft: ShownDraft['draft'] }) {
  const { t } = useTranslation(['drafts', 'common'])
  const { locale } = useReader()
  const { draft } = props
  return (
    <header className={css['head']}>
      <div className={css['symbolLine']}>
        <span className={css['symbol']}>
          {draft.symbol ? <Code>{draft.symbol}</Code> : t(`common:draftKind.${draft.kind}`)}
        </span>
        <span>
          <Time at={draft.createdAt} as="day" /> · {languageName(draft.language, locale)}
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
        <p className={`aligned ${css['note']}`} dir="auto">
          {draft.note}
        </p>
      ) : null}
    </header>
  )
}
