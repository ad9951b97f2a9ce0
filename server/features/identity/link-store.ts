import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import { day } from '#shared/time.ts'

export type LinkRow = Database['sign_in_link']

export function findLink(db: Db, tokenHash: string): Promise<LinkRow | undefined> {
  return db
    .selectFrom('sign_in_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
}

export async function insertLink(db: Db, row: LinkRow): Promise<void> {
  await db.insertInto('sign_in_link').values(row).execute()
}

/** Marks a link as used; false where somebody was faster. */
export async function useUp(db: Db, tokenHash: string, realNow: number): Promise<boolean> {
  const used = await db
    .updateTable('sign_in_link')
    .set({ used_at: realNow })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return Number(used.numUpdatedRows) === 1
}

/** Voids what would still sign this person in, but for a demonstration's links. */
export async function voidLinks(db: Db, personId: string, realNow: number): Promise<void> {
  await db
    .updateTable('sign_in_link')
    .set({ used_at: realNow })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('is_reusable', '=', 0)
    .execute()
}

/** Links are kept for a while after their end, so that who opens one is told what became of it. */
export async function forgetOldLinks(db: Db, realNow: number): Promise<void> {
  await db
    .deleteFrom('sign_in_link')
    .where('expires_at', '<', realNow - 30 * day)
    .execute()
}
