import { useTranslation } from 'react-i18next'
import { StateBar } from '../../ui/state-bar.tsx'
import { CommentsDue } from './comments-due.tsx'
import { DraftStateBadge } from './draft-state-badge.tsx'
import css from './draft.module.css'
import type { ShownDraft } from './shown-draft.ts'

/** State, deadline, and why one may not write. */
export function DraftStateBar(props: { shown: ShownDraft }) {
  const { t } = useTranslation(['editor', 'drafts'])
  const { draft, may } = props.shown
  const { whyNot } = may
  return (
    <div className={css['stateBar']}>
      <StateBar
        end={
          whyNot === null
            ? t('drafts:mayWrite')
            : whyNot === 'noText'
              ? t('drafts:noText')
              : t(`readOnly.${whyNot}`)
        }
      >
        <DraftStateBadge state={draft.state} />
        {draft.commentsDue ? (
          <CommentsDue date={draft.commentsDue} groupId={draft.groupId} />
        ) : null}
      </StateBar>
    </div>
  )
}
