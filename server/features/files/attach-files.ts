import type { Db, Tx } from '#server/storage/command.ts'
import type { AttachedFile } from '#shared/contracts/files.ts'
import { PlenaryError } from '#shared/errors.ts'
import * as store from './files-store.ts'

/**
 * Attaches uploads to a post, in the transaction that writes it. Throws `invalid` unless each is
 * the author's own, of this space, and attached to nothing yet.
 */
export async function attachFiles(
  tx: Tx,
  fileIds: string[],
  from: { personId: string; spaceId: string },
  to: { topicId: string; postId: string },
): Promise<void> {
  const distinct = [...new Set(fileIds)]
  if (distinct.length === 0) return
  if ((await store.claimFiles(tx.db, distinct, from, to)) === distinct.length) return
  const message = 'A file is not yours, not of this space, or attached already.'
  throw new PlenaryError('invalid', message, [{ path: 'fileIds', message }])
}

/** The files of these posts, by post. */
export async function filesOfPosts(
  db: Db,
  postIds: string[],
): Promise<Map<string, AttachedFile[]>> {
  const byPost = new Map<string, AttachedFile[]>()
  if (postIds.length === 0) return byPost
  for (const row of await store.filesOf(db, { postIds })) {
    const postId = row.post_id ?? ''
    const files = byPost.get(postId)
    if (files) files.push(toAttached(row))
    else byPost.set(postId, [toAttached(row)])
  }
  return byPost
}

/** What is told of a file. Never its hash: knowing one must open nothing (H23). */
export function toAttached(row: store.FileRow): AttachedFile {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    isImage: row.width !== null,
    width: row.width,
    height: row.height,
  }
}
