import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { forum } from '#shared/contracts/forum.ts'
import type { QueryOf } from '#shared/contracts/contract.ts'
import { PlenaryError } from '#shared/errors.ts'
import { firstUnread } from '#shared/rules/read-ranges.ts'
import type { Action } from '#shared/rules/action.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { accessTo, grantOn, type Viewer } from '#shared/rules/viewer.ts'
import type { Anchor, AnchorPort } from './anchor-port.ts'
import { windowByReply, windowByTime } from './post-window.ts'
import { parseRanges } from './read-marks-store.ts'
import { showPosts } from './show-posts.ts'
import { topicHead, type TopicHead } from './topic-page-store.ts'
import { readerOf, seesTheSpace, toTopicRows } from './topic-row.ts'

export async function showTopic(
  db: Db,
  from: { people: PeopleDirectory; anchors: AnchorPort },
  viewer: Viewer,
  subject: Subject,
  query: QueryOf<typeof forum.topic>,
) {
  const reader = readerOf(viewer, subject.groupId)
  const [head] = await topicHead(db, { ...reader, topicId: subject.id })
  if (!head) throw new PlenaryError('not_found')
  const readRanges = parseRanges(head.ranges)
  const unread = firstUnread(readRanges, head.highest_number)
  const wanted = {
    topicId: subject.id,
    highest: head.highest_number,
    from: query.from ?? null,
    firstUnread: unread,
    limit: query.limit,
  }
  const { posts, ...around } = await (query.view === 'reply' ? windowByReply : windowByTime)(
    db,
    wanted,
  )
  return {
    topic: await showHead(db, from, viewer, head),
    posts: await showPosts(db, from.people, viewer, subject, posts),
    ...around,
    firstUnread: unread,
    readRanges,
    lastVisitAt: head.visited_at,
    may: mayOf(viewer, subject),
  }
}

async function showHead(
  db: Db,
  { people, anchors }: { people: PeopleDirectory; anchors: AnchorPort },
  viewer: Viewer,
  head: TopicHead,
) {
  const [row] = await toTopicRows(db, people, viewer, [head])
  if (!row) throw new PlenaryError('not_found')
  const found = row.hasAnchor ? await anchors.anchorsOf(db, [head.id]) : new Map<string, Anchor[]>()
  return {
    ...row,
    spaceName: head.space_name,
    groupId: head.group_id,
    categoryName: seesTheSpace(viewer, head) ? head.category_name : null,
    anchors: found.get(head.id) ?? [],
    defaultView: head.default_view as 'time' | 'reply',
  }
}

function mayOf(viewer: Viewer, subject: Subject) {
  const may = (action: Action) => can(action, viewer, subject) === null
  return {
    post: may('post.write'),
    close: may('topic.close'),
    moderate: may('topic.moderate'),
    upload: may('file.upload'),
    whyNot: whyNot(viewer, subject),
  }
}

/** Why one may not post, for the words under the thread; null where one may. */
function whyNot(
  viewer: Viewer,
  subject: Subject,
): 'reads' | 'closed' | 'archived' | 'guest' | null {
  const verdict = can('post.write', viewer, subject)
  if (verdict === null) return null
  if (subject.isSpaceArchived) return 'archived'
  if (verdict === 'closed') return 'closed'
  const isGuest = grantOn(viewer, subject) !== null && accessTo(viewer, subject.spaceId) === null
  return isGuest ? 'guest' : 'reads'
}
