import { sql } from 'kysely'
import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import { prepared } from '#server/storage/prepared.ts'

/** A topic as its reader sees it in a list. */
export type TopicListRow = Database['topic'] & {
  read_count: number | null
  is_naming_me: number
  is_anchored: number
}

export type TopicFilter = 'all' | 'unread' | 'namesMe' | 'aboutDraft'

/** Whom a reader is, for marks and mentions. `agencyIds` must not be empty: pass `['']`. */
export interface TopicReader {
  personId: string
  agencyIds: string[]
}

/** After which topic a page begins, in the order of the list. */
export interface TopicPlace {
  isPinned: number
  lastPostAt: number
  id: string
}

interface Narrowed {
  spaceId: string
  categoryId?: string
}

/** The topic of the row around, inside an `exists`. */
const outerTopic = sql.ref<string>('topic.id')

/** What every list of topics shows, joined with the reader's marks. */
function readersTopics(db: Db, { personId, agencyIds }: TopicReader) {
  return db
    .selectFrom('topic')
    .leftJoin('topic_read', (join) =>
      join.onRef('topic_read.topic_id', '=', 'topic.id').on('topic_read.person_id', '=', personId),
    )
    .selectAll('topic')
    .select('topic_read.read_count')
    .select((eb) => eb.exists(namingMe(db, { personId, agencyIds })).as('is_naming_me'))
    .select((eb) => eb.exists(anchorOf(db)).as('is_anchored'))
    .$castTo<TopicListRow>()
}

function namingMe(db: Db, { personId, agencyIds }: TopicReader) {
  return db
    .selectFrom('post_mention')
    .select('post_mention.post_id')
    .where('post_mention.topic_id', '=', outerTopic)
    .where((eb) =>
      eb.or([
        eb('post_mention.person_id', '=', personId),
        eb('post_mention.agency_id', 'in', agencyIds),
      ]),
    )
}

function anchorOf(db: Db) {
  return db
    .selectFrom('draft_anchor')
    .select('draft_anchor.id')
    .where('draft_anchor.topic_id', '=', outerTopic)
}

type PageArgs = TopicReader & TopicPlace & Narrowed & { limit: number }

/** By space or by category, each with an index of its own, in the order of the list. */
function pageQuery(filter: TopicFilter, by: 'space' | 'category') {
  return prepared<PageArgs, TopicListRow>((db, args) =>
    readersTopics(db, args)
      .where(
        by === 'space' ? 'topic.space_id' : 'topic.category_id',
        '=',
        by === 'space' ? args.spaceId : (args.categoryId ?? ''),
      )
      .where((eb) =>
        eb(
          eb.refTuple('topic.is_pinned', 'topic.last_post_at', 'topic.id'),
          '<',
          eb.tuple(args.isPinned as 0 | 1, args.lastPostAt, args.id),
        ),
      )
      .$if(filter === 'unread', (query) =>
        query.where((eb) =>
          eb(
            eb.fn.coalesce('topic_read.read_count', eb.val(0)),
            '<',
            eb.ref('topic.highest_number'),
          ),
        ),
      )
      .$if(filter === 'namesMe', (query) => query.where((eb) => eb.exists(namingMe(db, args))))
      .$if(filter === 'aboutDraft', (query) => query.where((eb) => eb.exists(anchorOf(db))))
      .orderBy('topic.is_pinned', 'desc')
      .orderBy('topic.last_post_at', 'desc')
      .orderBy('topic.id', 'desc')
      .limit(args.limit),
  )
}

const filters = ['all', 'unread', 'namesMe', 'aboutDraft'] as const
const pagesOf = (by: 'space' | 'category') =>
  Object.fromEntries(filters.map((filter) => [filter, pageQuery(filter, by)])) as Record<
    TopicFilter,
    ReturnType<typeof pageQuery>
  >

/** Pages of a space's or category's topics after a place: pinned first, then by latest post. */
export const topicPages = { space: pagesOf('space'), category: pagesOf('category') }

/** Before all topics: where the first page begins. */
export const listStart: TopicPlace = { isPinned: 2, lastPostAt: 0, id: '' }

/** Topics of a space, and how many of them have posts that this person has not read. */
export const topicCounts = prepared<
  { spaceId: string; personId: string },
  { total: number; unread: number }
>((db, { spaceId, personId }) =>
  db
    .selectFrom('topic')
    .leftJoin('topic_read', (join) =>
      join.onRef('topic_read.topic_id', '=', 'topic.id').on('topic_read.person_id', '=', personId),
    )
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn
        .coalesce(
          eb.fn.sum<number>(
            eb
              .case()
              .when(
                eb.fn.coalesce('topic_read.read_count', eb.val(0)),
                '<',
                eb.ref('topic.highest_number'),
              )
              .then(1)
              .else(0)
              .end(),
          ),
          eb.val(0),
        )
        .as('unread'),
    ])
    .where('topic.space_id', '=', spaceId),
)

/** The last event that a space's readers know of. */
export const spaceHead = prepared<{ audience: string }, { seq: number }>((db, { audience }) =>
  db.selectFrom('audience_head').select('seq').where('audience', '=', audience),
)

/** Agencies that took part in these topics, in the order of their first posts. */
export const agenciesOfTopics = prepared<
  { topicIds: string[] },
  { topic_id: string; agency_id: string }
>((db, { topicIds }) =>
  db
    .selectFrom('topic_agency')
    .select(['topic_id', 'agency_id'])
    .where('topic_id', 'in', topicIds)
    .orderBy('topic_id')
    .orderBy('number'),
)
