import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type InstallationRow = Database['installation']

export function findInstallation(db: Db): Promise<InstallationRow | undefined> {
  return db.selectFrom('installation').selectAll().executeTakeFirst()
}

export async function insertInstallation(db: Db, row: InstallationRow): Promise<void> {
  await db.insertInto('installation').values(row).execute()
}

export async function updateInstallation(db: Db, fields: Partial<InstallationRow>): Promise<void> {
  await db.updateTable('installation').set(fields).execute()
}

/** Whether the first run is over: there is a group. */
export async function hasGroup(db: Db): Promise<boolean> {
  const row = await db.selectFrom('group').select('id').executeTakeFirst()
  return row !== undefined
}
