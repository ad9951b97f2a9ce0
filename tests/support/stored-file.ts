import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { databaseFile } from '#server/backup/data-folder.ts'
import type { Storage } from '#server/storage/storage.ts'
import { newId } from '#shared/ids.ts'

/** A row for an uploaded file, written past the product: the bytes are the test's affair. */
export async function addFile(dataDir: string, storage: Storage, sha256: string): Promise<void> {
  const space = await storage.db.selectFrom('space').selectAll().executeTakeFirstOrThrow()
  const person = await storage.db.selectFrom('person').select('id').executeTakeFirstOrThrow()
  const db = kyselyOver(openConnection(databaseFile(dataDir), 'writer'))
  await db
    .insertInto('file')
    .values({
      id: newId(),
      group_id: space.group_id,
      space_id: space.id,
      uploaded_by: person.id,
      post_id: null,
      topic_id: null,
      draft_id: null,
      name: 'note.txt',
      media_type: 'text/plain',
      size: 30,
      sha256,
      width: null,
      height: null,
      created_at: 0,
    })
    .execute()
  await db.destroy()
}
