import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type ActivityRow = Database['event']

/** The place after which an older page begins. */
export interface ActivityPlace {
  at: number
  seq: number
}

/** What happened in a space, newest first, as far as these audiences go. */
export function activityOf(
  db: Db,
  spaceId: string,
  {
    audiences,
    before,
    limit,
  }: { audiences: string[]; before: ActivityPlace | null; limit: number },
): Promise<ActivityRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('audience', 'in', audiences)
    .$if(before !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('at', '<', before?.at ?? 0),
          eb.and([eb('at', '=', before?.at ?? 0), eb('seq', '<', before?.seq ?? 0)]),
        ]),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

export async function placeOf(db: Db, groupId: string, seq: number): Promise<ActivityPlace | null> {
  const row = await db
    .selectFrom('event')
    .select(['at', 'seq'])
    .where('group_id', '=', groupId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row ?? null
}

const tables = { space: 'name', category: 'name', topic: 'title', draft: 'title' } as const

/** The title of an event's subject as it is today; null where it is gone or has none. */
export async function titleOf(db: Db, kind: string, id: string): Promise<string | null> {
  if (kind === 'space' || kind === 'category') {
    const row = await db
      .selectFrom(kind)
      .select(tables[kind])
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.name ?? null
  }
  if (kind === 'topic' || kind === 'draft') {
    const row = await db
      .selectFrom(kind)
      .select(tables[kind])
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.title ?? null
  }
  if (kind === 'post') return topicTitleOf(db, id)
  return kind === 'invitation' ? inviteeOf(db, id) : null
}

async function topicTitleOf(db: Db, postId: string): Promise<string | null> {
  const row = await db
    .selectFrom('post')
    .innerJoin('topic', 'topic.id', 'post.topic_id')
    .select('topic.title')
    .where('post.id', '=', postId)
    .executeTakeFirst()
  return row?.title ?? null
}

async function inviteeOf(db: Db, invitationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('invitation')
    .leftJoin('agency', 'agency.id', 'invitation.agency_id')
    .select(['agency.acronym', 'invitation.name', 'invitation.email'])
    .where('invitation.id', '=', invitationId)
    .executeTakeFirst()
  return row ? (row.name ?? row.acronym ?? row.email) : null
}
