import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type OrphanRow = Database['draft_orphan']

/** Once for each place: a compaction that is run twice offers nothing twice. */
export async function insertOrphan(db: Db, row: OrphanRow): Promise<void> {
  await db
    .insertInto('draft_orphan')
    .values(row)
    .onConflict((conflict) => conflict.columns(['draft_id', 'client_id', 'clock']).doNothing())
    .execute()
}

/** Oldest first. */
export function openOrphans(db: Db, draftId: string): Promise<OrphanRow[]> {
  return db
    .selectFrom('draft_orphan')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('settled_at', 'is', null)
    .orderBy('found_at')
    .orderBy('id')
    .limit(100)
    .execute()
}

export function findOrphan(db: Db, draftId: string, id: string): Promise<OrphanRow | undefined> {
  return db
    .selectFrom('draft_orphan')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** False when somebody else was first. */
export async function settleOrphan(
  db: Db,
  id: string,
  settled: { at: number; by: string; isInserted: boolean },
): Promise<boolean> {
  const result = await db
    .updateTable('draft_orphan')
    .set({
      settled_at: settled.at,
      settled_by: settled.by,
      is_inserted: settled.isInserted ? 1 : 0,
    })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** It could not be inserted after all: it is offered again. */
export async function reopenOrphan(db: Db, id: string): Promise<void> {
  await db
    .updateTable('draft_orphan')
    .set({ settled_at: null, settled_by: null, is_inserted: null })
    .where('id', '=', id)
    .execute()
}
