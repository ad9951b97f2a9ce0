import { useTranslation } from 'react-i18next'
import { useState } from 'react'
import type { Home } from './group-home.tsx'
import { SentLinkDialog, type SentLink } from './sent-link-dialog.tsx'
import { WaitingNotice } from './waiting-notice.tsx'
import { WaitingProposal } from './waiting-proposal.tsx'
import css from './waiting.module.css'

/** What asks something of the reader, proposals first: others wait for their answer. */
export function WaitingList(props: { groupId: string; home: Home }) {
  const { t } = useTranslation('home')
  const [sent, setSent] = useState<SentLink | null>(null)
  const { waiting, proposals } = props.home
  // A proposal stands among the proposals, with its buttons, and not once more as word of it.
  const notices = waiting.filter((notice) => notice.kind !== 'proposal')
  return (
    <>
      {notices.length + proposals.length > 0 ? (
        <ul className={css['list']} aria-label={t('waiting')} data-key-list>
          {proposals.map((proposal) => (
            <WaitingProposal
              key={proposal.invitationId}
              groupId={props.groupId}
              proposal={proposal}
              onLink={setSent}
            />
          ))}
          {notices.map((notice) => (
            <WaitingNotice key={notice.id} groupId={props.groupId} notice={notice} />
          ))}
        </ul>
      ) : null}
      <SentLinkDialog sent={sent} onClose={() => setSent(null)} />
    </>
  )
}
