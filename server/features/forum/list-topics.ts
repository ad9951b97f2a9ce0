import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { forum } from '#shared/contracts/forum.ts'
import type { QueryOf } from '#shared/contracts/contract.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { listStart, topicPages, type TopicListRow, type TopicPlace } from './topic-list-store.ts'
import type { Counted, TopicCounts } from './topic-counts.ts'
import { readerOf, toTopicRows } from './topic-row.ts'

const place = /^([01])\.(\d{1,16})\.([0-9a-z]{8,40})$/

function parsePlace(before: string | undefined): TopicPlace {
  if (before === undefined) return listStart
  const [, isPinned, lastPostAt, id] = place.exec(before) ?? []
  if (id === undefined) throw new PlenaryError('invalid', 'before: not from an answer’s "more"')
  return { isPinned: Number(isPinned), lastPostAt: Number(lastPostAt), id }
}

/** Keyset pages: a topic that moves up while one reads makes no gap, and page 50 costs as page 1. */
function placeAfter(row: TopicListRow): string {
  return `${row.is_pinned}.${row.last_post_at}.${row.id}`
}

type CountsOf = (db: Db, of: Counted) => Promise<TopicCounts>

export async function listTopics(
  db: Db,
  from: { people: PeopleDirectory; countsOf: CountsOf },
  viewer: Viewer,
  subject: Subject,
  query: QueryOf<typeof forum.topics>,
) {
  const { categoryId, filter, limit } = query
  const args = {
    ...readerOf(viewer, subject.groupId),
    ...parsePlace(query.before),
    spaceId: subject.id,
    limit: limit + 1,
  }
  const rows =
    categoryId === undefined
      ? await topicPages.space[filter](db, args)
      : await topicPages.category[filter](db, { ...args, categoryId })
  const shown = rows.filter((row) => row.space_id === subject.id).slice(0, limit)
  const last = shown.at(-1)
  const counts = await from.countsOf(db, { spaceId: subject.id, personId: viewer.personId })
  return {
    topics: await toTopicRows(db, from.people, viewer, shown),
    total: counts.total,
    unread: counts.unread,
    more: rows.length > limit && last ? placeAfter(last) : null,
  }
}
