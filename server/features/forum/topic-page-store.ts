import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import { prepared } from '#server/storage/prepared.ts'
import type { TopicListRow, TopicReader } from './topic-list-store.ts'

export type PostRow = Omit<Database['post'], 'excerpt'>
export type TopicHead = TopicListRow & {
  space_name: string
  default_view: string
  category_name: string | null
  ranges: string | null
  visited_at: number | null
}

/** A topic with its space, its category and this reader's marks. */
export const topicHead = prepared<TopicReader & { topicId: string }, TopicHead>((db, args) =>
  db
    .selectFrom('topic')
    .innerJoin('space', 'space.id', 'topic.space_id')
    .leftJoin('category', 'category.id', 'topic.category_id')
    .leftJoin('topic_read', (join) =>
      join
        .onRef('topic_read.topic_id', '=', 'topic.id')
        .on('topic_read.person_id', '=', args.personId),
    )
    .selectAll('topic')
    .select(['space.name as space_name', 'space.default_view', 'category.name as category_name'])
    .select(['topic_read.ranges', 'topic_read.read_count', 'topic_read.visited_at'])
    .select((eb) => [
      eb
        .exists(
          db
            .selectFrom('post_mention')
            .select('post_mention.post_id')
            .where('post_mention.topic_id', '=', args.topicId)
            .where((or) =>
              or.or([
                or('post_mention.person_id', '=', args.personId),
                or('post_mention.agency_id', 'in', args.agencyIds),
              ]),
            ),
        )
        .as('is_naming_me'),
      eb
        .exists(
          db
            .selectFrom('draft_anchor')
            .select('draft_anchor.id')
            .where('draft_anchor.topic_id', '=', args.topicId),
        )
        .as('is_anchored'),
    ])
    .where('topic.id', '=', args.topicId)
    .$castTo<TopicHead>(),
)

const postColumns = [
  ...([
    'id',
    'topic_id',
    'number',
    'parent_number',
    'root_number',
    'author_id',
    'agency_id',
  ] as const),
  ...(['markdown', 'html', 'render_version', 'revision_count', 'created_at', 'edited_at'] as const),
  ...(['withdrawn_at', 'withdrawn_by', 'withdrawn_reason', 'provenance'] as const),
] as const

/** Posts by number: page 5,000 costs what page 1 costs. */
export const postsByTime = prepared<{ topicId: string; from: number; limit: number }, PostRow>(
  (db, { topicId, from, limit }) =>
    db
      .selectFrom('post')
      .select([...postColumns])
      .where('topic_id', '=', topicId)
      .where('number', '>=', from)
      .orderBy('number')
      .limit(limit),
)

interface ReplyPlace {
  topicId: string
  root: number
  number: number
  limit: number
}

/** Posts in the order of the view by reply: branch after branch, each by number. */
export const postsByReply = prepared<ReplyPlace, PostRow>((db, { topicId, root, number, limit }) =>
  db
    .selectFrom('post')
    .select([...postColumns])
    .where('topic_id', '=', topicId)
    .where((eb) => eb(eb.refTuple('root_number', 'number'), '>=', eb.tuple(root, number)))
    .orderBy('root_number')
    .orderBy('number')
    .limit(limit),
)

export interface PlaceInReplies {
  root_number: number
  number: number
}

/** The places just before one, nearest first. */
export const placesBefore = prepared<ReplyPlace, PlaceInReplies>(
  (db, { topicId, root, number, limit }) =>
    db
      .selectFrom('post')
      .select(['root_number', 'number'])
      .where('topic_id', '=', topicId)
      .where((eb) => eb(eb.refTuple('root_number', 'number'), '<', eb.tuple(root, number)))
      .orderBy('root_number', 'desc')
      .orderBy('number', 'desc')
      .limit(limit),
)

/** How many posts a branch has, counted no further than `limit`. */
export async function branchSize(
  db: Db,
  topicId: string,
  root: number,
  limit: number,
): Promise<number> {
  const rows = await branchNumbers(db, { topicId, root, limit })
  return rows.length
}

const branchNumbers = prepared<
  { topicId: string; root: number; limit: number },
  { number: number }
>((db, { topicId, root, limit }) =>
  db
    .selectFrom('post')
    .select('number')
    .where('topic_id', '=', topicId)
    .where('root_number', '=', root)
    .limit(limit),
)

export const placeOf = prepared<{ topicId: string; number: number }, PlaceInReplies>(
  (db, { topicId, number }) =>
    db
      .selectFrom('post')
      .select(['root_number', 'number'])
      .where('topic_id', '=', topicId)
      .where('number', '=', number),
)

/** Which posts answer or quote these, as pairs; one that does both is there twice. */
export const answersTo = prepared<
  { topicId: string; numbers: number[]; limit: number },
  { to: number; number: number }
>((db, { topicId, numbers, limit }) =>
  db
    .selectFrom('post')
    .select(['post.parent_number as to', 'post.number'])
    .where('post.topic_id', '=', topicId)
    .where('post.parent_number', 'in', numbers)
    .unionAll((eb) =>
      eb
        .selectFrom('post_quote')
        .select(['post_quote.quoted_number as to', 'post_quote.post_number as number'])
        .where('post_quote.topic_id', '=', topicId)
        .where('post_quote.quoted_number', 'in', numbers),
    )
    .limit(limit)
    .$castTo<{ to: number; number: number }>(),
)

export const postById = prepared<{ id: string }, PostRow>((db, { id }) =>
  db
    .selectFrom('post')
    .select([...postColumns])
    .where('id', '=', id),
)
