import type { Db } from '#server/storage/command.ts'
import { prepared } from '#server/storage/prepared.ts'
import type { Database } from '#server/storage/schema.ts'

export type StoredPost = Database['post']

export function findPost(db: Db, id: string): Promise<StoredPost> {
  return db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export const findByNumber = prepared<
  { topicId: string; number: number },
  Pick<StoredPost, 'id' | 'number' | 'root_number'>
>((db, { topicId, number }) =>
  db
    .selectFrom('post')
    .select(['id', 'number', 'root_number'])
    .where('topic_id', '=', topicId)
    .where('number', '=', number),
)

export const insertPost = prepared<StoredPost, never>((db, row) =>
  db.insertInto('post').values(row),
)

export async function updatePost(db: Db, id: string, fields: Partial<StoredPost>): Promise<void> {
  await db.updateTable('post').set(fields).where('id', '=', id).execute()
}

export async function insertRevision(db: Db, row: Database['post_revision']): Promise<void> {
  await db.insertInto('post_revision').values(row).execute()
}

/** What a post said before its latest edits, newest first. */
export function revisionsOf(db: Db, postId: string, limit: number) {
  return db
    .selectFrom('post_revision')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('revision', 'desc')
    .limit(limit)
    .execute()
}

/** Puts a post's mentions and quotes in place of what stood there; none for a withdrawn post. */
export async function replaceLinks(
  db: Db,
  post: { id: string; topicId: string; number: number; isNew: boolean },
  links: { personIds: string[]; agencyIds: string[]; quotedNumbers: number[] },
): Promise<void> {
  if (!post.isNew) {
    await db.deleteFrom('post_mention').where('post_id', '=', post.id).execute()
    await db
      .deleteFrom('post_quote')
      .where('topic_id', '=', post.topicId)
      .where('post_number', '=', post.number)
      .execute()
  }
  const mention = { post_id: post.id, topic_id: post.topicId }
  const mentions = [
    ...links.personIds.map((id) => ({ ...mention, person_id: id, agency_id: null })),
    ...links.agencyIds.map((id) => ({ ...mention, person_id: null, agency_id: id })),
  ]
  if (mentions.length > 0) await db.insertInto('post_mention').values(mentions).execute()
  const quotes = links.quotedNumbers
    .filter((quoted) => quoted < post.number)
    .map((quoted) => ({ topic_id: post.topicId, post_number: post.number, quoted_number: quoted }))
  if (quotes.length > 0) await db.insertInto('post_quote').values(quotes).execute()
}

/** Keys (`person:<id>`, `agency:<id>`) of those whom a post was allowed to name when written. */
export async function mentionKeys(db: Db, postIds: string[]): Promise<string[]> {
  if (postIds.length === 0) return []
  const rows = await db
    .selectFrom('post_mention')
    .select(['person_id', 'agency_id'])
    .where('post_id', 'in', postIds)
    .execute()
  return rows.map((row) => (row.person_id ? `person:${row.person_id}` : `agency:${row.agency_id}`))
}

/** Posts whose HTML an older renderer made, a bounded number. */
export function staleRenderings(db: Db, renderVersion: number, limit: number) {
  return db
    .selectFrom('post')
    .select(['id', 'markdown', 'revision_count'])
    .where('render_version', '<', renderVersion)
    .limit(limit)
    .execute()
}

/** Stores a new rendering of the text that it was made from; an edit in between wins. */
export async function storeRendering(
  db: Db,
  row: { id: string; revision: number; html: string; excerpt: string; renderVersion: number },
): Promise<void> {
  await db
    .updateTable('post')
    .set({ html: row.html, excerpt: row.excerpt, render_version: row.renderVersion })
    .where('id', '=', row.id)
    .where('revision_count', '=', row.revision)
    .execute()
}
