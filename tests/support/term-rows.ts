import { updateToDraft } from '#shared/editor/seed-draft.ts'
import type { Db } from '#server/storage/command.ts'

/** The row that a record of a file became. */
export async function rowIdOf(db: Db, kind: string, fileId: string): Promise<string> {
  const row = await db
    .selectFrom('import_record')
    .select('row_id')
    .where('kind', '=', kind)
    .where('file_id', '=', fileId)
    .executeTakeFirstOrThrow()
  return row.row_id
}

export async function draftOf(db: Db, fileId: string) {
  const id = await rowIdOf(db, 'draft', fileId)
  return db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** The live text of an imported document, from the bytes that the engine would load; null: none. */
export async function liveTextOf(db: Db, fileId: string) {
  const { id } = await draftOf(db, fileId)
  const row = await db
    .selectFrom('draft_update')
    .select('bytes')
    .where('draft_id', '=', id)
    .executeTakeFirst()
  return row ? updateToDraft(row.bytes).doc : null
}

/** Numbers that a person has read in a topic, as stored. */
export async function readBy(db: Db, login: string, topicFileId: string): Promise<string | null> {
  const row = await db
    .selectFrom('topic_read')
    .innerJoin('person', 'person.id', 'topic_read.person_id')
    .select('ranges')
    .where('email_key', '=', login)
    .where('topic_id', '=', await rowIdOf(db, 'topic', topicFileId))
    .executeTakeFirst()
  return row?.ranges ?? null
}
