import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import type { Viewer } from '#shared/rules/viewer.ts'

export type VisitRow = Database['visit']

export function findVisit(
  db: Db,
  personId: string,
  groupId: string,
): Promise<VisitRow | undefined> {
  return db
    .selectFrom('visit')
    .selectAll()
    .where('person_id', '=', personId)
    .where('group_id', '=', groupId)
    .executeTakeFirst()
}

export async function saveVisit(db: Db, row: VisitRow): Promise<void> {
  await db
    .insertInto('visit')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'group_id'])
        .doUpdateSet({ visited_at: row.visited_at, previous_at: row.previous_at }),
    )
    .execute()
}

/** `ids` null: all of this person's in the group. */
export async function markRead(
  db: Db,
  personId: string,
  groupId: string,
  ids: string[] | null,
  at: number,
): Promise<void> {
  if (ids?.length === 0) return
  await db
    .updateTable('notification')
    .set({ read_at: at })
    .where('person_id', '=', personId)
    .where('group_id', '=', groupId)
    .where('read_at', 'is', null)
    .$if(ids !== null, (query) => query.where('id', 'in', ids ?? ['']))
    .execute()
}

/**
 * A person's notifications in a group under today's rights, with what they are about as it is now.
 * Whose access has ended sees none of that space, and a withdrawn post's vanish (H15).
 */
function visible(db: Db, viewer: Viewer, groupId: string) {
  const isOffice = viewer.offices.includes(groupId)
  const spaceIds = Object.keys(viewer.spaces)
  const topicIds = Object.keys(viewer.grants).map((key) => key.replace(/^topic:/, ''))
  return db
    .selectFrom('notification')
    .innerJoin('event', (join) =>
      join
        .onRef('event.group_id', '=', 'notification.group_id')
        .onRef('event.seq', '=', 'notification.seq'),
    )
    .leftJoin('topic', 'topic.id', 'notification.topic_id')
    .leftJoin('post', (join) =>
      join
        .onRef('post.topic_id', '=', 'notification.topic_id')
        .onRef('post.number', '=', 'notification.post_number'),
    )
    .leftJoin('topic_read', (join) =>
      join
        .onRef('topic_read.topic_id', '=', 'notification.topic_id')
        .on('topic_read.person_id', '=', viewer.personId),
    )
    .leftJoin('space', (join) =>
      join.on((eb) =>
        eb('space.id', '=', eb.fn.coalesce('topic.space_id', 'notification.space_id')),
      ),
    )
    .leftJoin('invitation', 'invitation.id', 'notification.invitation_id')
    .where('notification.person_id', '=', viewer.personId)
    .where('notification.group_id', '=', groupId)
    .where('post.withdrawn_at', 'is', null)
    .$if(!isOffice, (query) =>
      query
        .where('notification.kind', '!=', 'proposal')
        .where((eb) =>
          eb.or([
            eb('notification.kind', '!=', 'administrator'),
            eb('event.subject_id', '=', viewer.personId),
          ]),
        )
        .where((eb) =>
          eb.or([
            eb('space.id', 'is', null),
            eb('space.id', 'in', spaceIds.length > 0 ? spaceIds : ['']),
            eb('notification.topic_id', 'in', topicIds.length > 0 ? topicIds : ['']),
          ]),
        ),
    )
    .selectAll('notification')
    .select([
      'event.kind as event_kind',
      'event.subject_id',
      'topic.title as topic_title',
      'post.id as post_id',
      'post.excerpt',
      'post.parent_number',
      'topic_read.ranges',
      'space.id as current_space_id',
      'space.name as space_name',
      'invitation.state as invitation_state',
      'invitation.agency_id as invited_agency_id',
      'invitation.name as invited_name',
      'invitation.email as invited_email',
    ])
}

export type NotificationRow = Awaited<ReturnType<typeof newest>>[number]

/** The newest ones that nobody marked as read; of some kinds only, where given. */
export function newestUnread(
  db: Db,
  viewer: Viewer,
  groupId: string,
  { limit, kinds }: { limit: number; kinds?: string[] },
): Promise<NotificationRow[]> {
  return visible(db, viewer, groupId)
    .where('notification.read_at', 'is', null)
    .$if(kinds !== undefined, (query) => query.where('notification.kind', 'in', kinds ?? ['']))
    .orderBy('notification.at', 'desc')
    .orderBy('notification.id', 'desc')
    .limit(limit)
    .execute()
}

function newest(db: Db, viewer: Viewer, groupId: string, before: number, limit: number) {
  return visible(db, viewer, groupId)
    .where('notification.at', '<', before)
    .orderBy('notification.at', 'desc')
    .orderBy('notification.id', 'desc')
    .limit(limit)
    .execute()
}

/** A page before an instant (ms, domain time). It never ends between two of the same instant. */
export async function pageBefore(
  db: Db,
  viewer: Viewer,
  groupId: string,
  { before, limit }: { before: number; limit: number },
): Promise<NotificationRow[]> {
  const page = await newest(db, viewer, groupId, before, limit)
  const last = page.at(-1)
  if (page.length < limit || !last) return page
  const sameInstant = await visible(db, viewer, groupId)
    .where('notification.at', '=', last.at)
    .orderBy('notification.id', 'desc')
    .execute()
  return [...page.filter((row) => row.at > last.at), ...sameInstant]
}

/** These notifications, as far as they are this person's and to be seen today. */
export function byIds(
  db: Db,
  viewer: Viewer,
  groupId: string,
  ids: string[],
): Promise<NotificationRow[]> {
  return visible(db, viewer, groupId)
    .where('notification.id', 'in', ids.length > 0 ? ids : [''])
    .orderBy('notification.at')
    .orderBy('notification.id')
    .execute()
}

/** In which groups these notifications are. */
export function groupsOf(db: Db, ids: string[]) {
  return db
    .selectFrom('group')
    .innerJoin('notification', 'notification.group_id', 'group.id')
    .select(['group.id', 'group.acronym', 'group.name'])
    .distinct()
    .where('notification.id', 'in', ids.length > 0 ? ids : [''])
    .orderBy('group.id')
    .execute()
}
