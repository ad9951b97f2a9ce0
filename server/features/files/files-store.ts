import { prepared } from '#server/storage/prepared.ts'
import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type FileRow = Database['file']

export async function insertFile(db: Db, row: FileRow): Promise<void> {
  await db.insertInto('file').values(row).execute()
}

/** A file that may be handed out: one of a withdrawn post is gone with the post's text. */
export function findFile(db: Db, id: string) {
  return db
    .selectFrom('file')
    .leftJoin('post', 'post.id', 'file.post_id')
    .selectAll('file')
    .where('file.id', '=', id)
    .where('post.withdrawn_at', 'is', null)
    .executeTakeFirst()
}

export const filesOf = prepared<{ postIds: string[] }, FileRow>((db, { postIds }) =>
  db
    .selectFrom('file')
    .selectAll()
    .where('post_id', 'in', postIds)
    .orderBy('created_at')
    .orderBy('id'),
)

/** Claims files for a post; answers how many were this person's own, in this space and free. */
export async function claimFiles(
  db: Db,
  fileIds: string[],
  from: { personId: string; spaceId: string },
  to: { topicId: string; postId: string },
): Promise<number> {
  const claimed = await db
    .updateTable('file')
    .set({ topic_id: to.topicId, post_id: to.postId })
    .where('id', 'in', fileIds)
    .where('uploaded_by', '=', from.personId)
    .where('space_id', '=', from.spaceId)
    .where('post_id', 'is', null)
    .where('draft_id', 'is', null)
    .returning('id')
    .execute()
  return claimed.length
}
