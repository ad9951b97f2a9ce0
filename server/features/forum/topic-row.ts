import type { z } from 'zod'
import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { topicRow } from '#shared/contracts/forum.ts'
import { accessTo, type Viewer } from '#shared/rules/viewer.ts'
import { acronymsByTopic } from './topic-agencies.ts'
import { type TopicListRow, type TopicReader } from './topic-list-store.ts'

export type TopicRow = z.output<typeof topicRow>

/** Whom mentions may mean when they name this reader: the person, or an agency spoken for. */
export function readerOf(viewer: Viewer, groupId: string): TopicReader {
  const ofGroup = viewer.seats.filter((seat) => seat.groupId === groupId && seat.role !== 'guest')
  const agencyIds = [...new Set(ofGroup.flatMap((seat) => seat.agencyId ?? []))]
  return { personId: viewer.personId, agencyIds: agencyIds.length > 0 ? agencyIds : [''] }
}

/** A guest sees the topic and the name of its space: not its category, nor which draft it is about. */
export function seesTheSpace(
  viewer: Viewer,
  topic: { group_id: string; space_id: string },
): boolean {
  return viewer.offices.includes(topic.group_id) || accessTo(viewer, topic.space_id) !== null
}

export async function toTopicRows(
  db: Db,
  people: PeopleDirectory,
  viewer: Viewer,
  rows: TopicListRow[],
): Promise<TopicRow[]> {
  if (rows.length === 0) return []
  const agencies = await acronymsByTopic(db, people, rows)
  const shown: TopicRow[] = []
  for (const row of rows) {
    const isInside = seesTheSpace(viewer, row)
    shown.push({
      id: row.id,
      spaceId: row.space_id,
      categoryId: isInside ? row.category_id : null,
      title: row.title,
      state: row.state as TopicRow['state'],
      isPinned: row.is_pinned === 1,
      startedBy: await people.author(db, row.started_by, row.started_for),
      createdAt: row.created_at,
      lastPostAt: row.last_post_at,
      lastPostBy: await people.author(db, row.last_post_by, row.last_post_for),
      excerpt: row.excerpt,
      postCount: row.post_count,
      highestNumber: row.highest_number,
      unreadCount: row.highest_number - (row.read_count ?? 0),
      // SQLite answers 0 or 1, PostgreSQL false or true.
      namesMe: Boolean(row.is_naming_me),
      hasAnchor: isInside && Boolean(row.is_anchored),
      agencies: agencies.get(row.id) ?? [],
      provenance: row.provenance as TopicRow['provenance'],
    })
  }
  return shown
}
