import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { invitations } from '#shared/contracts/invitations.ts'
import type { SeatRole } from '#shared/rules/roles.ts'

/** The invitation whose link was opened, as its page is answered. */
export type OpenedInvitation = ResponseOf<typeof invitations.opened>

/** The seat that is given: the one named, the one chosen, or the only one there is to choose. */
export function seatToTake(opened: OpenedInvitation, chosen: SeatRole | null): SeatRole {
  return opened.seatRole ?? chosen ?? opened.seatChoices[0] ?? 'observer'
}
