import type { Tx } from '#server/storage/command.ts'
import { newId } from '#shared/ids.ts'
import { mergeRanges } from '#shared/rules/read-ranges.ts'
import * as posts from './posts-store.ts'
import * as marks from './read-marks-store.ts'
import { type RenderedPost, renderVersion } from './rendered-post.ts'
import * as topics from './topics-store.ts'

/** A post's text as the main thread rendered it before the command. */
export interface PostText extends RenderedPost {
  markdown: string
}

/** A person, and the agency they speak for. */
export interface Author {
  personId: string
  agencyId: string | null
}

interface PostToWrite {
  topicId: string
  parent: { number: number; root_number: number } | null
  author: Author
  text: PostText
}

/** Numbers and stores a post with its links; what one wrote oneself counts as read. */
export async function writePost(
  tx: Tx,
  post: PostToWrite,
): Promise<{ id: string; number: number }> {
  const { topicId, author, text } = post
  const number = await topics.takeNumber(tx.db, {
    topicId,
    at: tx.now,
    by: author.personId,
    for: author.agencyId,
    excerpt: text.excerpt,
  })
  const id = newId()
  await posts.insertPost(tx.db, {
    id,
    topic_id: topicId,
    number,
    parent_number: post.parent?.number ?? null,
    root_number: post.parent?.root_number ?? number,
    author_id: author.personId,
    agency_id: author.agencyId,
    markdown: text.markdown,
    html: text.html,
    render_version: renderVersion,
    excerpt: text.excerpt,
    revision_count: 0,
    created_at: tx.now,
    edited_at: null,
    withdrawn_at: null,
    withdrawn_by: null,
    withdrawn_reason: null,
    provenance: null,
  })
  await posts.replaceLinks(tx.db, { id, topicId, number, isNew: true }, linksOf(text))
  if (author.agencyId) {
    await topics.addAgency(tx.db, { topic_id: topicId, agency_id: author.agencyId, number })
  }
  const read = await marks.rangesOf(tx.db, author.personId, topicId)
  await marks.storeRanges(tx.db, {
    personId: author.personId,
    topicId,
    ranges: mergeRanges(read, [[number, number]]),
    visitedAt: null,
  })
  return { id, number }
}

export function linksOf(text: PostText) {
  return { ...text.mentions, quotedNumbers: text.quotedNumbers }
}
