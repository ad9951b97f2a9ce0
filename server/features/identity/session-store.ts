import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type SessionRow = Database['session']

export function findSession(db: Db, idHash: string): Promise<SessionRow | undefined> {
  return db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
}

/** A person's sessions that live at the real instant `realNow`, latest use first. */
export function sessionsOf(db: Db, personId: string, realNow: number): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('person_id', '=', personId)
    .where('expires_at', '>', realNow)
    .orderBy('seen_at', 'desc')
    .orderBy('id_hash')
    .execute()
}

export async function insertSession(db: Db, row: SessionRow): Promise<void> {
  await db.insertInto('session').values(row).execute()
}

export async function updateSession(
  db: Db,
  idHash: string,
  fields: Partial<SessionRow>,
): Promise<void> {
  await db.updateTable('session').set(fields).where('id_hash', '=', idHash).execute()
}

export async function deleteExpired(db: Db, realNow: number): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', realNow).execute()
}

export async function deleteSession(db: Db, idHash: string): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', idHash).execute()
}

/** Ends a person's sessions but the one given; returns the hashes of those that ended. */
export async function deleteOthers(
  db: Db,
  personId: string,
  keep: string | null,
): Promise<string[]> {
  const rows = await db
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .$if(keep !== null, (query) => query.where('id_hash', '!=', keep ?? ''))
    .returning('id_hash')
    .execute()
  return rows.map((row) => row.id_hash)
}
