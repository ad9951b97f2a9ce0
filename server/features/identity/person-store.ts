import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type PersonRow = Database['person']

export function findPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  return db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The one person whose proven address this is (H10: unproven ones never match). */
export function findConfirmed(db: Db, emailKey: string): Promise<PersonRow | undefined> {
  return db
    .selectFrom('person')
    .selectAll()
    .where('email_key', '=', emailKey)
    .where('is_confirmed', '=', 1)
    .executeTakeFirst()
}

/** Everybody who gave this address, who proved it first, at most `limit`. */
export function personsWith(db: Db, emailKey: string, limit: number): Promise<PersonRow[]> {
  return db
    .selectFrom('person')
    .selectAll()
    .where('email_key', '=', emailKey)
    .orderBy('is_confirmed', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function updatePerson(db: Db, id: string, fields: Partial<PersonRow>): Promise<void> {
  await db.updateTable('person').set(fields).where('id', '=', id).execute()
}

export async function insertPerson(db: Db, row: PersonRow): Promise<void> {
  await db.insertInto('person').values(row).execute()
}

/** Groups where this person has a live seat; all groups for a person without one. */
export async function groupsToTell(db: Db, personId: string): Promise<string[]> {
  const seats = await db
    .selectFrom('seat')
    .select('group_id')
    .distinct()
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
  if (seats.length > 0) return seats.map((row) => row.group_id)
  const groups = await db.selectFrom('group').select('id').orderBy('id').execute()
  return groups.map((row) => row.id)
}

/** Whether this seat is one that this person fills now. */
export async function fillsSeat(db: Db, personId: string, seatId: string): Promise<boolean> {
  const row = await db
    .selectFrom('seat')
    .select('id')
    .where('id', '=', seatId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** These groups, or all for null, by name. */
export function groupsOf(db: Db, ids: string[] | null): Promise<Database['group'][]> {
  return db
    .selectFrom('group')
    .selectAll()
    .$if(ids !== null, (query) => query.where('id', 'in', ids?.length ? ids : ['']))
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export async function seatTitles(db: Db, seatIds: string[]): Promise<Map<string, string>> {
  if (seatIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('seat')
    .select(['id', 'title'])
    .where('id', 'in', seatIds)
    .execute()
  return new Map(rows.map((row) => [row.id, row.title]))
}

/**
 * Whom to ask about access: the contact that the group gave, else who sits in the secretariat's
 * first live seat; null where nobody does.
 */
export async function officeOf(
  db: Db,
  group: Database['group'],
): Promise<{ name: string; email: string | null } | null> {
  const seat = await db
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .select(['person.name', 'person.email'])
    .where('seat.group_id', '=', group.id)
    .where('seat.role', '=', 'secretariat')
    .where('seat.ended_at', 'is', null)
    .orderBy('seat.id')
    .executeTakeFirst()
  const contact = group.contact?.includes('@') ? group.contact : null
  const name = seat?.name ?? group.contact
  return name ? { name, email: contact ?? seat?.email ?? null } : null
}
