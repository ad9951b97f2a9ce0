import type { CallInput, ResponseOf } from '#shared/contracts/contract.ts'
import type { invitations } from '#shared/contracts/invitations.ts'
import { nameableSeats } from '#shared/rules/invitation.ts'
import type { SeatRole } from '#shared/rules/roles.ts'

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
  /** An address that is there twice is listed once. */
  doubt: Exclude<ReadAddresses['recipients'][number]['doubt'], 'twice'>
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

/** The seats that may be named for all recipients alike; those of any agency while none is chosen. */
export function nameableForAll(recipients: Recipient[], isOffice: boolean): SeatRole[] {
  const agencyIds = recipients.length > 0 ? recipients.map((one) => one.agencyId) : ['any']
  const [first = [], ...rest] = agencyIds.map((agencyId) => nameableSeats(agencyId, isOffice))
  return first.filter((role) => rest.every((other) => other.includes(role)))
}
