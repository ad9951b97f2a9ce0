import type { Db } from '#server/storage/command.ts'
import { prepared } from '#server/storage/prepared.ts'
import type { Database } from '#server/storage/schema.ts'

export type TopicRow = Database['topic']

export function findTopic(db: Db, id: string): Promise<TopicRow> {
  return db.selectFrom('topic').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function insertTopic(db: Db, row: TopicRow): Promise<void> {
  await db.insertInto('topic').values(row).execute()
}

export async function updateTopic(db: Db, id: string, fields: Partial<TopicRow>): Promise<void> {
  await db.updateTable('topic').set(fields).where('id', '=', id).execute()
}

export async function hasCategory(db: Db, spaceId: string, categoryId: string): Promise<boolean> {
  const row = await db
    .selectFrom('category')
    .select('id')
    .where('id', '=', categoryId)
    .where('space_id', '=', spaceId)
    .executeTakeFirst()
  return row !== undefined
}

interface NextPost {
  topicId: string
  at: number
  by: string
  for: string | null
  excerpt: string
}

/** Takes the next number of a topic: the row is updated first, so two writers never share one. */
export async function takeNumber(db: Db, post: NextPost): Promise<number> {
  const [row] = await takeNextNumber(db, post)
  return Number(row?.highest_number)
}

const takeNextNumber = prepared<NextPost, { highest_number: number }>((db, post) =>
  db
    .updateTable('topic')
    .set((eb) => ({
      highest_number: eb('highest_number', '+', 1),
      post_count: eb('post_count', '+', 1),
      last_post_at: post.at,
      last_post_by: post.by,
      last_post_for: post.for,
      excerpt: post.excerpt,
    }))
    .where('id', '=', post.topicId)
    .returning('highest_number'),
)

/** Notes an agency's first post in a topic; later ones change nothing. */
export const addAgency = prepared<Database['topic_agency'], never>((db, row) =>
  db
    .insertInto('topic_agency')
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
)

/** After an edit or a withdrawal: the excerpt is that of the latest post that still says something. */
export async function refreshExcerpt(
  db: Db,
  topicId: string,
  isWithdrawal: boolean,
): Promise<void> {
  const latest = await db
    .selectFrom('post')
    .select('excerpt')
    .where('topic_id', '=', topicId)
    .where('withdrawn_at', 'is', null)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  await db
    .updateTable('topic')
    .set((eb) => ({
      excerpt: latest?.excerpt ?? '',
      ...(isWithdrawal && { post_count: eb('post_count', '-', 1) }),
    }))
    .where('id', '=', topicId)
    .execute()
}

/** Topics of a space that this person has not read to the end, with what there is to read. */
export function unreadIn(db: Db, spaceId: string, personId: string) {
  return db
    .selectFrom('topic')
    .leftJoin('topic_read', (join) =>
      join.onRef('topic_read.topic_id', '=', 'topic.id').on('topic_read.person_id', '=', personId),
    )
    .select(['topic.id', 'topic.highest_number'])
    .where('topic.space_id', '=', spaceId)
    .where((eb) =>
      eb(eb.fn.coalesce('topic_read.read_count', eb.val(0)), '<', eb.ref('topic.highest_number')),
    )
    .execute()
}
