import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import type { Db } from '#server/storage/command.ts'

/** Opens a database file for reading only, for as long as `read` takes. */
export async function readingFile<T>(file: string, read: (db: Db) => Promise<T>): Promise<T> {
  const db = kyselyOver(openConnection(file, 'reader'))
  try {
    return await read(db)
  } finally {
    await db.destroy()
  }
}

/** The hashes of all files that rows name, each once. */
export async function namedBlobs(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('file').select('sha256').distinct().orderBy('sha256').execute()
  return rows.map((row) => row.sha256)
}

export async function appliedMigrations(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('migration').select('name').orderBy('name').execute()
  return rows.map((row) => row.name)
}

/** What a restore must know of the database that it replaces: rights that ended, client ids. */
export async function rightsThatEnded(db: Db) {
  return {
    seats: await db
      .selectFrom('seat')
      .leftJoin('person', 'person.id', 'seat.person_id')
      .select(['seat.id', 'seat.title', 'person.name'])
      .where('seat.ended_at', 'is not', null)
      .execute(),
    access: await db
      .selectFrom('space_access')
      .innerJoin('space', 'space.id', 'space_access.space_id')
      .leftJoin('agency', 'agency.id', 'space_access.agency_id')
      .leftJoin('person', 'person.id', 'space_access.person_id')
      .select(['space_access.id', 'space.name as space', 'agency.acronym', 'person.name'])
      .where('space_access.ended_at', 'is not', null)
      .execute(),
  }
}

export function draftClients(db: Db) {
  return db.selectFrom('draft_client').selectAll().execute()
}

/** Of these ids, those whose seat or access is live here. */
export async function liveAgain(db: Db, seatIds: string[], accessIds: string[]) {
  const seats = await db.selectFrom('seat').select('id').where('ended_at', 'is', null).execute()
  const access = await db
    .selectFrom('space_access')
    .select('id')
    .where('ended_at', 'is', null)
    .execute()
  const live = new Set([...seats, ...access].map((row) => row.id))
  return {
    seats: seatIds.filter((id) => live.has(id)),
    access: accessIds.filter((id) => live.has(id)),
  }
}
