import type { CallInput, ResponseOf } from '#shared/contracts/contract.ts'
import type { invitations } from '#shared/contracts/invitations.ts'

export type Candidates = ResponseOf<typeof invitations.candidates>
export type Candidate = Candidates['agencies'][number]
export type ReadAddresses = ResponseOf<typeof invitations.readList>
export type Recipient = NonNullable<
  CallInput<typeof invitations.send>['body']
>['recipients'][number]

/** What came of one recipient. */
export type Sent = ResponseOf<typeof invitations.resend>

/** One address of a pasted list, as the inviter sees and corrects it before anything is sent. */
export interface ListedPerson {
  email: string
  name: string | null
  agencyId: string | null
  doubt: ReadAddresses['recipients'][number]['doubt']
  isChosen: boolean
}

/** How many are invited at once, and how many wait for the chair's office: who may not send invites
 * colleagues of the own agency only. */
export function countKinds(
  recipients: Recipient[],
  { maySend, ownAgencyIds }: Candidates,
): { sends: number; proposals: number } {
  const isSent = ({ isForAgency, agencyId }: Recipient) =>
    maySend || (!isForAgency && agencyId !== null && ownAgencyIds.includes(agencyId))
  const sends = recipients.filter(isSent).length
  return { sends, proposals: recipients.length - sends }
}
