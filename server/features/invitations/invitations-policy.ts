import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { PlenaryError } from '#shared/errors.ts'
import { type InvitationAct, mayMove, nameableSeats, stateAt } from '#shared/rules/invitation.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { isAtLeast, type Viewer } from '#shared/rules/viewer.ts'

/** An agency's live access to the space. */
export interface AgencyHere {
  accessId: string
  role: SpaceRole
}

/** What an inviter asks for, of one recipient. */
export interface Asked {
  agencyId: string | null
  isForAgency: boolean
  role: SpaceRole
  seatRole: SeatRole | null
}

const speaking = new Set<SeatRole>(['focalPoint', 'alternate', 'principal', 'delegate'])

/** The agencies for which this person speaks in a group, and so whose colleagues they may bring. */
export function ownAgencies(viewer: Viewer, groupId: string): string[] {
  const own = viewer.seats.filter((seat) => seat.groupId === groupId && speaking.has(seat.role))
  return [...new Set(own.flatMap((seat) => seat.agencyId ?? []))]
}

/**
 * Whether an inviter may learn by an address that this person is here: the office of everybody,
 * others of their own agencies' people.
 */
export function knowsOf(inviter: Viewer, person: Viewer, groupId: string): boolean {
  if (inviter.offices.includes(groupId)) return true
  const own = ownAgencies(inviter, groupId)
  return person.seats.some((seat) => seat.agencyId !== null && own.includes(seat.agencyId))
}

/**
 * On what sending rests: the office's act, or the own agency's access for a colleague (no more
 * than the agency itself may there); null: it is a proposal to the chair's office.
 */
export function ground(
  viewer: Viewer,
  space: Subject,
  asked: Asked,
  agencyHere: AgencyHere | null,
): { accessId: string | null } | null {
  if (can('invitation.send', viewer, space) === null) return { accessId: null }
  const isColleague =
    !asked.isForAgency &&
    asked.agencyId !== null &&
    ownAgencies(viewer, space.groupId).includes(asked.agencyId)
  if (!isColleague || !agencyHere || !isAtLeast(agencyHere.role, asked.role)) return null
  return { accessId: agencyHere.accessId }
}

/** Throws `invalid` for a seat that this inviter may not name, or an agency that is missing. */
export function checkAsked(viewer: Viewer, space: Subject, asked: Asked, at: string): void {
  if (asked.isForAgency && asked.agencyId === null) {
    throw new PlenaryError('invalid', 'Say which agency is invited.', [
      { path: `${at}.agencyId`, message: 'say which agency is invited' },
    ])
  }
  const isOffice = viewer.offices.includes(space.groupId)
  if (asked.seatRole && !nameableSeats(asked.agencyId, isOffice).includes(asked.seatRole)) {
    throw new PlenaryError('invalid', 'This seat is not given by this invitation.', [
      { path: 'seatRole', message: 'not a seat that this invitation can give' },
    ])
  }
}

interface Invitation {
  state: string
  expires_at: number | null
  access_id: string | null
}

/**
 * What this person may do to an invitation that they may know of. The office does all; who brought
 * a colleague may send again and revoke; who proposed may take the proposal back, and no more once
 * the office has made it its own.
 */
export function mayDo(viewer: Viewer, asSubject: Subject, invitation: Invitation, now: number) {
  const isOffice = viewer.offices.includes(asSubject.groupId)
  const mayManage = can('invitation.manage', viewer, asSubject) === null
  const isTheirs = isOffice || invitation.access_id !== null
  const may = (act: InvitationAct) => mayManage && mayMove(invitation, act, now)
  const isProposal = invitation.state === 'proposed'
  return {
    resend: isTheirs && !isProposal && may('send'),
    revoke: (isTheirs || isProposal) && may('revoke'),
    decide: isProposal && can('invitation.decide', viewer, asSubject) === null,
    showLink: isTheirs && mayManage && stateAt(invitation, now) === 'sent',
  }
}
