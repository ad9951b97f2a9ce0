import { loadViewer } from '#server/access/viewer-store.ts'
import type { Tx } from '#server/storage/command.ts'
import type { SeatRole } from '#shared/rules/roles.ts'
import { newId } from '#shared/ids.ts'
import * as store from './groups-store.ts'

export interface NewSeat {
  groupId: string
  /** Null: a seat without an agency (an observer, a guest, a standing secretariat). */
  agencyId: string | null
  /** Null: a vacant seat. */
  personId: string | null
  role: SeatRole
  /** As shown; left out, made of the role and the agency. */
  title?: string
  isSeatKeeper?: boolean
  /** Domain time; null where it is not recorded. Left out: now. */
  since?: number | null
  until?: number | null
  provenance?: 'illustrative' | 'inferred' | null
  actorId: string | null
  actorFor: string | null
  /** For an imported seat: the file's time, or null where it is not known. */
  imported?: { at: number | null }
}

const words: Record<SeatRole, string> = {
  focalPoint: 'Focal point',
  alternate: 'Alternate',
  principal: 'Principal',
  delegate: 'Delegate',
  secretariat: 'Secretariat',
  observer: 'Observer',
  guest: 'Guest',
}

function levelOf(role: SeatRole): string | null {
  if (role === 'principal') return 'principals'
  return role === 'focalPoint' || role === 'alternate' ? 'working' : null
}

/** Ids of the spaces that a person may read by access, at this point of the transaction. */
export async function openSpaces(tx: Tx, personId: string): Promise<string[]> {
  const viewer = await loadViewer(tx.db, personId, tx.now)
  return Object.keys(viewer?.spaces ?? {})
}

/**
 * Creates a seat and puts a person in it (or leaves it vacant), within another command's
 * transaction. It is always an additional seat: nobody who sits in the agency is displaced. Emits
 * `seat.filled` to the group, and `space.appeared` to the person for what the agency's access opens.
 * Returns the seat's id.
 */
export async function fillSeat(tx: Tx, seat: NewSeat): Promise<string> {
  const id = newId()
  const before = seat.personId ? await openSpaces(tx, seat.personId) : []
  const label = await store.agencyLabel(tx.db, seat.agencyId)
  await store.insertSeat(tx.db, {
    id,
    group_id: seat.groupId,
    agency_id: seat.agencyId,
    person_id: seat.personId,
    role: seat.role,
    level: levelOf(seat.role),
    title: seat.title ?? (label ? `${words[seat.role]}, ${label}` : words[seat.role]),
    is_seat_keeper: seat.isSeatKeeper ? 1 : 0,
    since: seat.since === undefined ? tx.now : seat.since,
    until: seat.until ?? null,
    ended_at: null,
    provenance: seat.provenance ?? null,
  })
  const common = {
    groupId: seat.groupId,
    spaceId: null,
    actorId: seat.actorId,
    actorFor: seat.actorFor,
    ...(seat.imported && { imported: seat.imported }),
  }
  tx.emit({
    kind: 'seat.filled',
    payload: { seatId: id, personId: seat.personId, agencyId: seat.agencyId },
    audience: `group:${seat.groupId}`,
    subject: { kind: 'seat', id },
    ...common,
  })
  if (seat.personId === null) return id
  const gained = (await openSpaces(tx, seat.personId)).filter((space) => !before.includes(space))
  for (const spaceId of gained) {
    tx.emit({
      kind: 'space.appeared',
      payload: { spaceId },
      audience: `person:${seat.personId}`,
      subject: { kind: 'space', id: spaceId },
      ...common,
    })
  }
  return id
}
