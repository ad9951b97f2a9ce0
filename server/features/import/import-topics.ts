import type { PlenaryEvent } from '#shared/events/events.ts'
import { countRead, mergeRanges, type ReadRange } from '#shared/rules/read-ranges.ts'
import { countAdded, type Import, noteKnown, remember, storeRecord } from './import-run.ts'
import * as store from './import-store.ts'
import type { PlannedPost, PlannedTopic, TermPlan } from './term-plan.ts'

interface NumberedPost extends PlannedPost {
  number: number
}

/**
 * A topic and its posts. Numbers go on after the posts that stand there; a new topic's posts get
 * them in the order of the plan, and its older posts count as read.
 */
export async function storeTopic(run: Import, topic: PlannedTopic, plan: TermPlan): Promise<void> {
  const { db } = run.tx
  const isNew = await storeRecord(run, topic.record)
  const topicId = run.links.relink((topic.record.rows[0].values as { id: string }).id)
  const spaceId = run.links.relink(topic.spaceId)
  const before = await store.topicFigures(db, topicId)
  const places = await store.placesIn(db, topicId)
  const added: NumberedPost[] = []
  for (const planned of topic.posts) {
    if (knowsPost(run, planned)) continue
    const post = {
      ...run.links.relink(planned),
      number: Number(before.highest_number) + added.length + 1,
    }
    const parent = post.parentId === null ? null : (places.get(post.parentId) ?? null)
    const root = parent?.root ?? post.number
    places.set(post.row.id, { number: post.number, root })
    await storePost(run, post, parent?.number ?? null, root, places)
    run.events.push(
      postEvent(run, post, spaceId, parent?.number ?? null, isNew && added.length === 0),
    )
    added.push(post)
  }
  const last = added.at(-1)
  if (!last) return
  const isLatest = isNew || last.row.created_at >= Number(before.last_post_at)
  await store.updateTopic(db, topicId, {
    highest_number: last.number,
    post_count: Number(before.post_count) + added.length,
    ...(isLatest && {
      last_post_at: last.row.created_at,
      last_post_by: last.row.author_id,
      last_post_for: last.row.agency_id,
      excerpt: last.row.excerpt,
    }),
  })
  if (isNew) await markRead(run, topicId, added, plan)
}

function knowsPost(run: Import, post: PlannedPost): boolean {
  const before = run.known.get(`post ${post.fileId}`)
  if (!before) return false
  run.links.set(post.row.id, before.rowId)
  noteKnown(
    run.report,
    { kind: 'post', fileId: post.fileId, title: post.row.excerpt, digest: post.digest },
    before.digest,
  )
  return true
}

async function storePost(
  run: Import,
  post: NumberedPost,
  parentNumber: number | null,
  root: number,
  places: Map<string, { number: number }>,
): Promise<void> {
  const { db } = run.tx
  const { row, number } = post
  await store.insertRow(db, {
    table: 'post',
    values: { ...row, number, parent_number: parentNumber, root_number: root },
  })
  for (const quotedId of post.quotedIds) {
    const quoted = places.get(quotedId)?.number
    if (quoted === undefined) continue
    await store.insertQuote(db, {
      topic_id: row.topic_id,
      post_number: number,
      quoted_number: quoted,
    })
  }
  if (row.agency_id !== null) {
    await store.addTopicAgency(db, { topic_id: row.topic_id, agency_id: row.agency_id, number })
  }
  await remember(run, { kind: 'post', fileId: post.fileId, digest: post.digest }, row.id)
  countAdded(run.report, 'post')
}

function postEvent(
  run: Import,
  { row, number }: NumberedPost,
  spaceId: string,
  parentNumber: number | null,
  isStart: boolean,
): PlenaryEvent {
  const topicId = row.topic_id
  const what = isStart
    ? { kind: 'topic.started' as const, payload: { topicId, postId: row.id } }
    : { kind: 'post.written' as const, payload: { topicId, postId: row.id, number, parentNumber } }
  return {
    ...what,
    groupId: run.groupId,
    audience: `space:${spaceId}`,
    spaceId,
    subject: { kind: 'topic', id: topicId },
    actorId: row.author_id,
    actorFor: row.agency_id,
    imported: { at: row.created_at },
  }
}

/** Older posts are read by everybody, one's own by oneself. */
async function markRead(
  run: Import,
  topicId: string,
  posts: NumberedPost[],
  plan: TermPlan,
): Promise<void> {
  for (const personId of new Set(run.links.relink(plan.readerIds))) {
    const isRead = ({ row }: NumberedPost) =>
      row.created_at < plan.unreadSince || row.author_id === personId
    const ranges = mergeRanges(
      posts.filter(isRead).map(({ number }): ReadRange => [number, number]),
    )
    if (ranges.length === 0) continue
    await store.insertRow(run.tx.db, {
      table: 'topic_read',
      values: {
        person_id: personId,
        topic_id: topicId,
        ranges: JSON.stringify(ranges),
        read_count: countRead(ranges),
        visited_at: null,
      },
    })
  }
}
