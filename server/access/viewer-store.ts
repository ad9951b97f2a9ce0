import type { Db } from '#server/storage/command.ts'
import { prepared } from '#server/storage/prepared.ts'
import type { Scope } from '#shared/contracts/contract.ts'
import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { isAtLeast, type SpaceAccess, type Viewer, type ViewerSeat } from '#shared/rules/viewer.ts'
import { calendarDay } from '#shared/time.ts'

const personRows = prepared((db, args: { personId: string }) =>
  db
    .selectFrom('person')
    .select(['id', 'is_administrator', 'is_confirmed'])
    .where('id', '=', args.personId),
)

const seatRows = prepared((db, args: { personId: string }) =>
  db
    .selectFrom('seat')
    .innerJoin('group', 'group.id', 'seat.group_id')
    .select([
      'seat.id',
      'seat.group_id',
      'seat.agency_id',
      'seat.role',
      'seat.is_seat_keeper',
      'seat.until',
      'group.time_zone',
    ])
    .where('seat.person_id', '=', args.personId)
    .where('seat.ended_at', 'is', null)
    .orderBy('seat.id'),
)

const accessRows = prepared((db, args: { personId: string; agencyIds: string[] }) =>
  db
    .selectFrom('space_access')
    .select(['id', 'group_id', 'space_id', 'agency_id', 'person_id', 'role', 'until'])
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('person_id', '=', args.personId),
        ...(args.agencyIds.length > 0 ? [eb('agency_id', 'in', args.agencyIds)] : []),
      ]),
    ),
)

const grantRows = prepared((db, args: { seatIds: string[] }) =>
  db.selectFrom('object_grant').selectAll().where('seat_id', 'in', args.seatIds),
)

/**
 * A person as the rights table sees them at the domain instant `now`, from rows; null for nobody.
 * Ended seats, ended access and terms out of office are left out here, once for all questions.
 */
export async function loadViewer(
  db: Db,
  personId: string,
  now: number,
  scopes: readonly Scope[] | null = null,
): Promise<Viewer | null> {
  const [person] = await personRows(db, { personId })
  if (!person) return null
  const seats = await liveSeats(db, personId, now)
  const isConfirmed = person.is_confirmed === 1
  return {
    personId,
    isAdministrator: person.is_administrator === 1,
    isConfirmed,
    scopes,
    seats: seats.map(({ timeZone: _, ...seat }) => seat),
    offices: isConfirmed ? await officesOf(db, seats, now) : [],
    spaces: await spacesOf(db, personId, seats, isConfirmed, now),
    grants: await grantsOf(db, seats, now),
  }
}

type SeatWithZone = ViewerSeat & { timeZone: string }

async function liveSeats(db: Db, personId: string, now: number): Promise<SeatWithZone[]> {
  const rows = await seatRows(db, { personId })
  return rows
    .filter((row) => row.until === null || row.until > now)
    .map((row) => ({
      id: row.id,
      groupId: row.group_id,
      agencyId: row.agency_id,
      role: row.role as SeatRole,
      isSeatKeeper: row.is_seat_keeper === 1,
      timeZone: row.time_zone,
    }))
}

/** The secretariat, and the principals of the agency in the chair by today's date in the group's zone. */
async function officesOf(db: Db, seats: SeatWithZone[], now: number): Promise<string[]> {
  const offices = new Set<string>()
  for (const seat of seats) {
    if (seat.role === 'secretariat') offices.add(seat.groupId)
    if (seat.role !== 'principal' || seat.agencyId === null || offices.has(seat.groupId)) continue
    const chair = await agencyInTheChair(db, seat.groupId, seat.timeZone, now)
    if (chair === seat.agencyId) offices.add(seat.groupId)
  }
  return [...offices]
}

/** The agency in the chair at `now`; null where the chair is vacant or no term covers the day. */
export async function agencyInTheChair(
  db: Db,
  groupId: string,
  timeZone: string,
  now: number,
): Promise<string | null> {
  const today = calendarDay(now, timeZone)
  const term = await db
    .selectFrom('chairmanship')
    .select('agency_id')
    .where('group_id', '=', groupId)
    .where('from_date', '<=', today)
    .where('until_date', '>=', today)
    .where('state', '!=', 'vacant')
    .orderBy('from_date', 'desc')
    .executeTakeFirst()
  return term?.agency_id ?? null
}

async function spacesOf(
  db: Db,
  personId: string,
  seats: ViewerSeat[],
  isConfirmed: boolean,
  now: number,
): Promise<Record<string, SpaceAccess>> {
  const groupIds = new Set(seats.map((seat) => seat.groupId))
  // A guest sees the object granted, not what the agency's or the person's access would open.
  const agencyIds = seats.flatMap((seat) =>
    seat.agencyId && seat.role !== 'guest' ? [seat.agencyId] : [],
  )
  if (groupIds.size === 0) return {}
  const rows = await accessRows(db, { personId, agencyIds: isConfirmed ? agencyIds : [] })
  const spaces: Record<string, SpaceAccess> = {}
  for (const row of rows) {
    if (!groupIds.has(row.group_id) || (row.until !== null && row.until <= now)) continue
    const role = row.role as SpaceRole
    const known = spaces[row.space_id]
    if (known && isAtLeast(known.role, role)) continue
    const via = row.person_id === null ? 'agency' : 'person'
    spaces[row.space_id] = { accessId: row.id, role, via, agencyId: row.agency_id }
  }
  return spaces
}

async function grantsOf(db: Db, seats: ViewerSeat[], now: number): Promise<Viewer['grants']> {
  if (seats.length === 0) return {}
  const rows = await grantRows(db, { seatIds: seats.map((seat) => seat.id) })
  return Object.fromEntries(
    rows
      .filter((row) => row.until === null || row.until > now)
      .map((row) => [
        `${row.object_kind}:${row.object_id}`,
        { mayPost: row.may_post === 1, spaceId: row.space_id, until: row.until },
      ]),
  )
}
