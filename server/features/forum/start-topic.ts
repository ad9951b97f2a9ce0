import type { Tx } from '#server/storage/command.ts'
import { newId } from '#shared/ids.ts'
import { insertTopic } from './topics-store.ts'
import { type Author, type PostText, writePost } from './write-post.ts'

export interface TopicToStart {
  groupId: string
  spaceId: string
  categoryId: string | null
  title: string
  author: Author
  text: PostText
}

/**
 * Starts a topic with its first post inside another command's transaction (Discuss) and says so in
 * the log. The caller has authorised it, and the category is one of the space.
 */
export async function startTopicIn(
  tx: Tx,
  topic: TopicToStart,
): Promise<{ id: string; postId: string }> {
  const id = newId()
  const { groupId, spaceId, author, text } = topic
  await insertTopic(tx.db, {
    id,
    group_id: groupId,
    space_id: spaceId,
    category_id: topic.categoryId,
    title: topic.title,
    state: 'open',
    is_pinned: 0,
    started_by: author.personId,
    started_for: author.agencyId,
    highest_number: 0,
    post_count: 0,
    last_post_at: tx.now,
    last_post_by: author.personId,
    last_post_for: author.agencyId,
    excerpt: '',
    created_at: tx.now,
    provenance: null,
  })
  const first = await writePost(tx, { topicId: id, parent: null, author, text })
  tx.emit({
    kind: 'topic.started',
    payload: { topicId: id, postId: first.id },
    groupId,
    audience: `space:${spaceId}`,
    spaceId,
    subject: { kind: 'topic', id },
    actorId: author.personId,
    actorFor: author.agencyId,
  })
  return { id, postId: first.id }
}
