import { useTranslation } from 'react-i18next'
import type { DraftRow } from '#shared/contracts/drafts.ts'
import { Code } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { RuledRow } from '../../ui/ruled-list.tsx'
import { Time } from '../../ui/time.tsx'
import { CommentsDue } from './comments-due.tsx'
import { DraftStateBadge } from './draft-state-badge.tsx'
import css from './draft-list.module.css'

/** One draft of a space. */
export function DraftListRow(props: { row: DraftRow; groupId: string; showsProvenance: boolean }) {
  const { t } = useTranslation(['drafts', 'common'])
  const { row } = props
  const isOpen = row.state === 'draft' || row.state === 'circulated' || row.state === 'underSilence'
  return (
    <RuledRow
      to={`/drafts/${row.id}`}
      title={
        <span className={row.state === 'withdrawn' ? css['withdrawn'] : undefined}>
          {row.title}
        </span>
      }
      isDocument
      beside={<DraftStateBadge state={row.state} />}
      support={row.subtitle}
      meta={
        <>
          <span>{t(`common:draftKind.${row.kind}`)}</span>
          {row.symbol ? <Code>{row.symbol}</Code> : null}
          {row.commentsDue && isOpen ? (
            <CommentsDue date={row.commentsDue} groupId={props.groupId} />
          ) : null}
          {row.versionCount > 0 ? (
            <span>{t('versionCount', { count: row.versionCount })}</span>
          ) : null}
          {row.hasText ? null : <span>{t('list.noText')}</span>}
          {props.showsProvenance ? <ProvenanceBadge provenance={row.provenance} /> : null}
        </>
      }
      end={<LastEdit row={row} />}
    />
  )
}

function LastEdit(props: { row: DraftRow }) {
  const { t } = useTranslation('drafts')
  const { editedAt, editedBy } = props.row
  if (editedAt === null) return null
  return (
    <span className={css['edit']}>
      {editedBy ? (
        <>
          <span className="visually-hidden">{t('list.editedBy', { name: editedBy.name })}</span>
          <bdi className={css['name']} dir="auto" aria-hidden>
            {editedBy.name}
          </bdi>
          {editedBy.agency ? <Nameplate agency={editedBy.agency} /> : null}
        </>
      ) : null}
      <span className={css['when']}>
        <Time at={editedAt} />
      </span>
    </span>
  )
}
