import type { Scope } from '../contracts/contract.ts'
import { type SeatRole, type SpaceRole, spaceRoles } from './roles.ts'
import type { Subject } from './subject.ts'

export interface ViewerSeat {
  id: string
  groupId: string
  agencyId: string | null
  role: SeatRole
  isSeatKeeper: boolean
}

/** On what a person's access to a space rests. */
export interface SpaceAccess {
  accessId: string
  role: SpaceRole
  via: 'agency' | 'person'
  agencyId: string | null
}

/** A guest's grant on one object. */
export interface ObjectGrant {
  mayPost: boolean
  spaceId: string
  /** Domain time at which it ends; null: with the seat. */
  until: number | null
}

/** A person as the rights table sees them at one instant. Plain data: it crosses threads. */
export interface Viewer {
  personId: string
  isAdministrator: boolean
  /** False: the address is not proven (H10); `spaces` holds only what this person was invited to. */
  isConfirmed: boolean
  /** Scopes of the API token in use; null: a session, which has them all. */
  scopes: readonly Scope[] | null
  /** Live seats only. */
  seats: ViewerSeat[]
  /** Groups in which this person is the chair's office or the secretariat today. */
  offices: string[]
  spaces: Record<string, SpaceAccess>
  /** Keyed `draft:<id>` or `topic:<id>`. */
  grants: Record<string, ObjectGrant>
}

export function accessTo(viewer: Viewer, spaceId: string | null): SpaceAccess | null {
  return spaceId === null ? null : (viewer.spaces[spaceId] ?? null)
}

/** The grant that opens this subject to a guest: on its topic or its draft. */
export function grantOn(viewer: Viewer, subject: Subject): ObjectGrant | null {
  return (
    (subject.topicId && viewer.grants[`topic:${subject.topicId}`]) ||
    (subject.draftId && viewer.grants[`draft:${subject.draftId}`]) ||
    null
  )
}

export function isAtLeast(role: SpaceRole | null, least: SpaceRole): boolean {
  return role !== null && spaceRoles.indexOf(role) >= spaceRoles.indexOf(least)
}

/** The seat a person acts from in a group, where no other is named: the most senior first. */
export function actingSeat(viewer: Viewer, groupId: string): ViewerSeat | null {
  const order: SeatRole[] = [
    'secretariat',
    'principal',
    'focalPoint',
    'alternate',
    'delegate',
    'observer',
    'guest',
  ]
  const seats = viewer.seats.filter((seat) => seat.groupId === groupId)
  return seats.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))[0] ?? null
}
