import type { Db } from '#server/storage/command.ts'
import { countRead, type ReadRange } from '#shared/rules/read-ranges.ts'

export function parseRanges(stored: string | null | undefined): ReadRange[] {
  return stored ? (JSON.parse(stored) as ReadRange[]) : []
}

export async function rangesOf(db: Db, personId: string, topicId: string): Promise<ReadRange[]> {
  const row = await db
    .selectFrom('topic_read')
    .select('ranges')
    .where('person_id', '=', personId)
    .where('topic_id', '=', topicId)
    .executeTakeFirst()
  return parseRanges(row?.ranges)
}

/**
 * Stores merged ranges; `read_count` is what they cover, so that unread is a subtraction. A visit
 * is what marking posts read is, and posting is not.
 */
export async function storeRanges(
  db: Db,
  mark: { personId: string; topicId: string; ranges: ReadRange[]; visitedAt: number | null },
): Promise<void> {
  const read = { ranges: JSON.stringify(mark.ranges), read_count: countRead(mark.ranges) }
  await db
    .insertInto('topic_read')
    .values({
      person_id: mark.personId,
      topic_id: mark.topicId,
      ...read,
      visited_at: mark.visitedAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'topic_id'])
        .doUpdateSet({ ...read, ...(mark.visitedAt !== null && { visited_at: mark.visitedAt }) }),
    )
    .execute()
}
