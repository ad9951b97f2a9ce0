import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type SeatRow = Database['seat']

export function findGroup(db: Db, id: string) {
  return db.selectFrom('group').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** The group's agencies in their order, each with its membership (or none). */
export function agenciesWithStanding(db: Db, groupId: string) {
  return db
    .selectFrom('agency')
    .leftJoin('membership', 'membership.agency_id', 'agency.id')
    .selectAll('agency')
    .select([
      'membership.status',
      'membership.is_founding',
      'membership.effective_from',
      'membership.rests_on',
      'membership.rests_on_ref',
      'membership.provenance as membership_provenance',
    ])
    .where('agency.group_id', '=', groupId)
    .orderBy('agency.position')
    .orderBy('agency.id')
    .execute()
}

/** Live seats with who fills them, agencies in their order, then seats without an agency. */
export function seatsOf(db: Db, groupId: string, now: number) {
  return db
    .selectFrom('seat')
    .leftJoin('person', 'person.id', 'seat.person_id')
    .leftJoin('agency', 'agency.id', 'seat.agency_id')
    .selectAll('seat')
    .select(['person.name', 'person.email', 'person.is_confirmed'])
    .where('seat.group_id', '=', groupId)
    .where('seat.ended_at', 'is', null)
    .where((eb) => eb.or([eb('seat.until', 'is', null), eb('seat.until', '>', now)]))
    .orderBy((eb) => eb.fn.coalesce('agency.position', eb.lit(1_000_000)))
    .orderBy('seat.since')
    .orderBy('seat.id')
    .execute()
}

export function termsOf(db: Db, groupId: string) {
  return db
    .selectFrom('chairmanship')
    .selectAll()
    .where('group_id', '=', groupId)
    .orderBy('from_date')
    .orderBy('id')
    .execute()
}

export async function agencyLabel(db: Db, agencyId: string | null): Promise<string | null> {
  if (agencyId === null) return null
  const row = await db
    .selectFrom('agency')
    .select('label')
    .where('id', '=', agencyId)
    .executeTakeFirst()
  return row?.label ?? null
}

export function findSeat(db: Db, id: string): Promise<SeatRow> {
  return db.selectFrom('seat').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function insertSeat(db: Db, row: SeatRow): Promise<void> {
  await db.insertInto('seat').values(row).execute()
}

export async function updateSeat(db: Db, id: string, fields: Partial<SeatRow>): Promise<void> {
  await db.updateTable('seat').set(fields).where('id', '=', id).execute()
}

export function liveSeatsOf(db: Db, personId: string, groupId: string): Promise<SeatRow[]> {
  return db
    .selectFrom('seat')
    .selectAll()
    .where('person_id', '=', personId)
    .where('group_id', '=', groupId)
    .where('ended_at', 'is', null)
    .execute()
}

/** A person's own live access in a group, and for which agency's colleague they were invited to it. */
export function ownAccess(db: Db, personId: string, groupId: string) {
  return db
    .selectFrom('space_access')
    .leftJoin('invitation', 'invitation.id', 'space_access.invitation_id')
    .select([
      'space_access.id',
      'space_access.space_id',
      'invitation.id as invitation_id',
      'invitation.agency_id as invited_for',
    ])
    .where('space_access.person_id', '=', personId)
    .where('space_access.group_id', '=', groupId)
    .where('space_access.ended_at', 'is', null)
    .execute()
}

export async function endAccess(db: Db, id: string, at: number): Promise<void> {
  await db.updateTable('space_access').set({ ended_at: at }).where('id', '=', id).execute()
}
