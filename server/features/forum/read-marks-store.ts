import type { Db } from '#server/storage/command.ts'
import { prepared } from '#server/storage/prepared.ts'
import type { Database } from '#server/storage/schema.ts'
import { countRead, type ReadRange } from '#shared/rules/read-ranges.ts'

export function parseRanges(stored: string | null | undefined): ReadRange[] {
  return stored ? (JSON.parse(stored) as ReadRange[]) : []
}

export async function rangesOf(db: Db, personId: string, topicId: string): Promise<ReadRange[]> {
  const [row] = await storedRanges(db, { personId, topicId })
  return parseRanges(row?.ranges)
}

const storedRanges = prepared<{ personId: string; topicId: string }, { ranges: string }>(
  (db, { personId, topicId }) =>
    db
      .selectFrom('topic_read')
      .select('ranges')
      .where('person_id', '=', personId)
      .where('topic_id', '=', topicId),
)

/**
 * Stores merged ranges; `read_count` is what they cover, so that unread is a subtraction. A visit
 * (domain time) is what marking posts read is, and posting (null) is not.
 */
export async function storeRanges(
  db: Db,
  mark: { personId: string; topicId: string; ranges: ReadRange[]; visitedAt: number | null },
): Promise<void> {
  const row = {
    person_id: mark.personId,
    topic_id: mark.topicId,
    ranges: JSON.stringify(mark.ranges),
    read_count: countRead(mark.ranges),
    visited_at: mark.visitedAt,
  }
  await (mark.visitedAt === null ? storeUnvisited : storeVisited)(db, row)
}

type MarkRow = Database['topic_read']

const storeVisited = prepared<MarkRow, never>((db, row) =>
  db
    .insertInto('topic_read')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'topic_id']).doUpdateSet({
        ranges: row.ranges,
        read_count: row.read_count,
        visited_at: row.visited_at,
      }),
    ),
)

const storeUnvisited = prepared<MarkRow, never>((db, row) =>
  db
    .insertInto('topic_read')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'topic_id'])
        .doUpdateSet({ ranges: row.ranges, read_count: row.read_count }),
    ),
)
