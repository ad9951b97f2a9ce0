import { sql } from 'kysely'
import type { Db } from '#server/storage/command.ts'

/** SQLite's own checks; empty where both are content. */
export async function sqliteFaults(db: Db): Promise<string[]> {
  const check = await sql<{ quick_check: string }>`pragma quick_check`.execute(db)
  const broken = await sql<{ table: string }>`pragma foreign_key_check`.execute(db)
  return [
    ...check.rows.map((row) => row.quick_check).filter((line) => line !== 'ok'),
    ...broken.rows.map((row) => `a row of ${row.table} points at nothing`),
  ]
}

export async function administratorCount(db: Db): Promise<number> {
  const row = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('is_administrator', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function fileHashes(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('file').select('sha256').distinct().execute()
  return rows.map((row) => row.sha256)
}
