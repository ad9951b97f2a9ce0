import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Nameplate } from '../../ui/nameplate.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import { RuledList, RuledRow, Section } from '../../ui/ruled-list.tsx'
import { Time } from '../../ui/time.tsx'
import type { Sent } from './candidates.ts'
import { InvitationActs } from './invitation-acts.tsx'
import { type Invitation, whomOf } from './invitation-row.ts'
import { SentDialog } from './sent-dialog.tsx'
import { StateBadge } from './state-badge.tsx'

const parts: Record<'proposals' | 'open' | 'closed', Invitation['state'][]> = {
  proposals: ['proposed'],
  open: ['created', 'sent', 'expired'],
  closed: ['accepted', 'declined', 'revoked'],
}

/** All invitations to a space: what waits for an answer, what is open, what is over. */
export function InvitationList({ invitations }: { invitations: Invitation[] }) {
  const { t } = useTranslation('invitations')
  const [sent, setSent] = useState<Sent | null>(null)
  return (
    <>
      {(['proposals', 'open', 'closed'] as const).map((part) => {
        const rows = invitations.filter(({ state }) => parts[part].includes(state))
        if (rows.length === 0) return null
        return (
          <Section key={part} title={t(`list.${part}`)}>
            <RuledList label={t(`list.${part}`)}>
              {rows.map((row) => (
                <Row key={row.id} invitation={row} onSent={setSent} />
              ))}
            </RuledList>
          </Section>
        )
      })}
      <SentDialog sent={sent ? [sent] : null} onClose={() => setSent(null)} />
    </>
  )
}

function Row(props: { invitation: Invitation; onSent: (sent: Sent) => void }) {
  const { t } = useTranslation(['invitations', 'common'])
  const { invitation } = props
  const { agency, email, isForAgency, role, seatRole, restsOn, acceptedBy, invitedBy } = invitation
  const whom = whomOf(invitation)
  return (
    <RuledRow
      lead={agency ? <Nameplate agency={agency} /> : null}
      title={whom}
      beside={<StateBadge state={invitation.state} />}
      meta={
        <>
          {email !== null && email !== whom ? <bdi dir="ltr">{email}</bdi> : null}
          <span>{t(isForAgency ? 'list.wholeAgency' : 'list.onePerson')}</span>
          <span>
            {t(`common:spaceRole.${role}`)}
            {seatRole ? ` · ${t(`common:seatRole.${seatRole}`)}` : null}
          </span>
          <When invitation={invitation} />
          {invitedBy ? (
            <span>
              {t('list.by')} <PersonLine actor={invitedBy} isQuiet />
            </span>
          ) : null}
          {acceptedBy ? (
            <span>
              {t('list.acceptedBy')} <PersonLine actor={acceptedBy} isQuiet />
            </span>
          ) : null}
          {restsOn ? (
            <span>
              {t('list.restsOn')} <bdi>{restsOn.text}</bdi>
            </span>
          ) : null}
        </>
      }
      end={<InvitationActs invitation={invitation} onSent={props.onSent} />}
    />
  )
}

function When({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations')
  const { state, createdAt, sentAt, expiresAt } = invitation
  const ends = state === 'sent' ? 'expiresAt' : state === 'expired' ? 'expiredAt' : null
  return (
    <span>
      {t(sentAt === null ? 'list.createdAt' : 'list.sentAt')}{' '}
      <Time at={sentAt ?? createdAt} as="day" />
      {ends && expiresAt !== null ? (
        <>
          {' · '}
          {t(`list.${ends}`)} <Time at={expiresAt} as="day" />
        </>
      ) : null}
    </span>
  )
}
