import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

type Inserts = Pick<
  Database,
  'group' | 'agency' | 'membership' | 'chairmanship' | 'space' | 'category'
>

export async function insertGroup(db: Db, row: Inserts['group']): Promise<void> {
  await db.insertInto('group').values(row).execute()
}

/** One by one: a statement with the values of 500 agencies passes the engines' bounds. */
export async function insertAgency(
  db: Db,
  row: Inserts['agency'],
  membership: Inserts['membership'],
): Promise<void> {
  await db.insertInto('agency').values(row).execute()
  await db.insertInto('membership').values(membership).execute()
}

export async function insertChairmanship(db: Db, row: Inserts['chairmanship']): Promise<void> {
  await db.insertInto('chairmanship').values(row).execute()
}

export async function insertWorkspace(
  db: Db,
  row: Inserts['space'],
  category: Inserts['category'],
): Promise<void> {
  await db.insertInto('space').values(row).execute()
  await db.insertInto('category').values(category).execute()
}
