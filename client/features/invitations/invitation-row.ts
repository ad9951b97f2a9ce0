import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { invitations } from '#shared/contracts/invitations.ts'

/** An invitation as the list shows it. */
export type Invitation = ResponseOf<typeof invitations.list>['invitations'][number]

/** Whom an invitation is for, in words that stand in a sentence: the agency that is let in, else the
 * person by name or address. */
export function whomOf({ isForAgency, agency, name, email }: Invitation): string {
  const person = name ?? email
  return (isForAgency ? agency?.name : person) ?? agency?.name ?? ''
}
