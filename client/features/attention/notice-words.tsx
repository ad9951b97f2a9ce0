import { useTranslation } from 'react-i18next'
import type { Notification } from '#shared/contracts/attention.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { PersonLine } from '../../ui/person-line.tsx'

const byEvent = {
  'invitation.accepted': 'did.invitationAccepted',
  'invitation.declined': 'did.invitationDeclined',
  'proposal.declined': 'did.proposalDeclined',
  'administrator.marked': 'did.administratorMarked',
  'signInLink.made': 'did.signInLinkMade',
  'token.made': 'did.tokenMade',
} as const

const byKind = {
  mention: 'did.mention',
  reply: 'did.reply',
  quote: 'did.quote',
  agencyMention: 'did.agencyMention',
  proposal: 'did.proposal',
  topic: 'did.topic',
  access: 'did.access',
  invitationAnswered: 'did.invitationAnswered',
  administrator: 'did.administrator',
} as const

function wordOf({ event, kind }: Notification) {
  return byEvent[event as keyof typeof byEvent] ?? byKind[kind]
}

/** Who did what and where: "Focal point, IOM [IOM] answered you · GMG Workspace". What was done on
 * the server's machine has nobody's name before it. */
export function NoticeWords({ notice }: { notice: Notification }) {
  const { t } = useTranslation('notifications')
  const isAboutSpace = notice.kind === 'access'
  return (
    <>
      {notice.actor && notice.kind !== 'administrator' ? (
        <PersonLine actor={notice.actor} isQuiet>
          {t(wordOf(notice))}
        </PersonLine>
      ) : (
        <span>{t(wordOf(notice))}</span>
      )}
      {notice.spaceName !== null && !isAboutSpace ? <Bidi>{notice.spaceName}</Bidi> : null}
    </>
  )
}
