import type { Db } from '#server/storage/command.ts'
import { prepared } from '#server/storage/prepared.ts'
import type { Database } from '#server/storage/schema.ts'

/** A person's own texts; older ones give way. */
const mostKept = 200

export function draftsOf(db: Db, personId: string) {
  return db
    .selectFrom('post_draft')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('updated_at', 'desc')
    .limit(mostKept)
    .execute()
}

export async function keepDraft(db: Db, row: Database['post_draft']): Promise<void> {
  const { person_id: _, key: __, ...fields } = row
  await db
    .insertInto('post_draft')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doUpdateSet(fields))
    .execute()
  const kept = await db
    .selectFrom('post_draft')
    .select('key')
    .where('person_id', '=', row.person_id)
    .orderBy('updated_at', 'desc')
    .execute()
  for (const { key } of kept.slice(mostKept)) {
    await forgetDraft(db, { personId: row.person_id, key })
  }
}

export const forgetDraft = prepared<{ personId: string; key: string }, never>(
  (db, { personId, key }) =>
    db.deleteFrom('post_draft').where('person_id', '=', personId).where('key', '=', key),
)
