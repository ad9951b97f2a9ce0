import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import { findPost, revisionsOf } from './posts-store.ts'
import { renderFreshly } from './render-stored.ts'

const mostRevisions = 100

/** What a post said before each edit, newest first; nothing of a withdrawn one. */
export async function showHistory(db: Db, people: PeopleDirectory, postId: string) {
  const post = await findPost(db, postId)
  const rows = post.withdrawn_at === null ? await revisionsOf(db, postId, mostRevisions) : []
  const revisions = []
  for (const row of rows) {
    revisions.push({
      revision: row.revision,
      markdown: row.markdown,
      html: (await renderFreshly(db, people, row.markdown, [postId])).html,
      by: await people.author(db, row.by, null),
      at: row.at,
      reason: row.reason,
    })
  }
  return { revisions }
}
