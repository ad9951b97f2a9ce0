import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { Notification } from '#shared/contracts/attention.ts'
import type { ReadRange } from '#shared/rules/read-ranges.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { type NotificationRow, newestUnread } from './attention-store.ts'

const mostCounted = 300

/** A notification is read when it was marked, or when the post that it tells of was read. */
export function isRead(row: Pick<NotificationRow, 'read_at' | 'ranges' | 'post_number'>): boolean {
  const { read_at: readAt, ranges, post_number: number } = row
  if (readAt !== null) return true
  if (ranges === null || number === null) return false
  return (JSON.parse(ranges) as ReadRange[]).some(([from, to]) => from <= number && number <= to)
}

/** Unread ones, counted up to 300: past that the number says nothing more. */
export async function countUnread(db: Db, viewer: Viewer, groupId: string): Promise<number> {
  const rows = await newestUnread(db, viewer, groupId, { limit: mostCounted })
  return rows.filter((row) => !isRead(row)).length
}

export async function showNotification(
  db: Db,
  people: PeopleDirectory,
  row: NotificationRow,
): Promise<Notification> {
  return {
    id: row.id,
    kind: row.kind as Notification['kind'],
    event: row.event_kind,
    actor: await people.actor(db, row.actor_id, row.actor_for),
    title: await titleOf(db, people, row),
    excerpt: row.excerpt ?? '',
    spaceId: row.current_space_id,
    spaceName: row.space_name,
    topicId: row.topic_id,
    postNumber: row.post_number,
    draftId: row.draft_id,
    invitationId: row.invitation_id,
    at: row.at,
    isRead: isRead(row),
  }
}

/** The topic, whom an invitation or an act on the machine concerns, or the space. */
async function titleOf(db: Db, people: PeopleDirectory, row: NotificationRow): Promise<string> {
  if (row.topic_title !== null) return row.topic_title
  if (row.kind === 'administrator') {
    return (await people.actor(db, row.subject_id, null))?.name ?? ''
  }
  if (row.kind === 'access') return row.space_name ?? ''
  const agency = await people.agency(db, row.invited_agency_id)
  return agency?.name ?? row.invited_name ?? row.invited_email ?? ''
}
