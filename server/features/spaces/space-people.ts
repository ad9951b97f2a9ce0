import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { can } from '#shared/rules/rights.ts'
import { type Subject, subject as subjectOf } from '#shared/rules/subject.ts'
import { isAtLeast, type Viewer } from '#shared/rules/viewer.ts'
import * as store from './spaces-store.ts'

type AccessRow = Awaited<ReturnType<typeof store.accessRows>>[number]
type SeatRow = Awaited<ReturnType<typeof store.seatsHere>>[number]

/** The strongest role that a person's own access or their agency's gives; the secretariat's is all. */
function roleOf(seat: SeatRow, rows: AccessRow[]): SpaceRole | null {
  if (seat.role === 'secretariat') return 'takesPart'
  const mine = rows.filter(
    (row) =>
      row.person_id === seat.person_id ||
      (seat.is_confirmed === 1 && row.agency_id !== null && row.agency_id === seat.agency_id),
  )
  return mine.reduce<SpaceRole | null>((best, row) => {
    const role = row.role as SpaceRole
    return best && isAtLeast(best, role) ? best : role
  }, null)
}

/** Who is in a space: the agencies and persons with access, and the persons whom that lets in. */
export async function peopleOf(
  db: Db,
  people: PeopleDirectory,
  viewer: Viewer,
  subject: Subject,
  now: number,
) {
  const rows = await store.accessRows(db, subject.id, now)
  const agencyIds = rows.flatMap((row) => row.agency_id ?? [])
  const personIds = rows.flatMap((row) => row.person_id ?? [])
  const seats = await store.seatsHere(db, subject.groupId, agencyIds, personIds)
  const access = []
  for (const row of rows) {
    const asAccess = subjectOf({
      kind: 'access',
      id: row.id,
      groupId: subject.groupId,
      visibility: 'space',
      spaceId: subject.id,
    })
    access.push({
      id: row.id,
      agency: await people.agency(db, row.agency_id),
      person: await people.actor(db, row.person_id, null),
      role: row.role as SpaceRole,
      restsOn: store.restsOnOf(row),
      since: row.since,
      until: row.until,
      provenance: row.provenance as 'illustrative' | 'inferred' | null,
      may: { withdraw: can('access.withdraw', viewer, asAccess) === null },
    })
  }
  const here = []
  for (const seat of seats) {
    const role = roleOf(seat, rows)
    const actor = role && (await people.actor(db, seat.person_id, seat.agency_id))
    if (role && actor)
      here.push({ ...actor, role, seatRole: seat.role as SeatRole, seatTitle: seat.title })
  }
  return { access, people: here }
}
