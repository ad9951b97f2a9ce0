import { agencyInTheChair } from '#server/access/viewer-store.ts'
import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import { noticedKinds } from '#shared/rules/notification.ts'

const reader = 'notifications'

/** A happening: told to several audiences it stands in the log once for each, and is noticed once. */
export type Happening = Pick<
  Database['event'],
  'group_id' | 'seq' | 'space_id' | 'actor_id' | 'actor_for' | 'kind' | 'payload' | 'at'
> & { audiences: string[] }

/** Where this reader of a group's log stands; 0 before its first step. */
export async function readerSeq(db: Db, groupId: string): Promise<number> {
  const row = await db
    .selectFrom('log_reader')
    .select('seq')
    .where('name', '=', reader)
    .where('group_id', '=', groupId)
    .executeTakeFirst()
  return Number(row?.seq ?? 0)
}

export async function moveReader(db: Db, groupId: string, seq: number): Promise<void> {
  await db
    .insertInto('log_reader')
    .values({ name: reader, group_id: groupId, seq })
    .onConflict((conflict) => conflict.columns(['name', 'group_id']).doUpdateSet({ seq }))
    .execute()
}

/**
 * What happened after `seq` and may reach somebody, oldest first, and how far that reads the log.
 * Imported events reach nobody: they happened before this installation.
 */
export async function happeningsAfter(
  db: Db,
  groupId: string,
  seq: number,
  limit: number,
): Promise<{ happenings: Happening[]; upTo: number; hasMore: boolean }> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('seq', '>', seq)
    .where('kind', 'in', noticedKinds)
    .where('is_imported', '=', 0)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const happenings = withoutTwins(rows)
  const hasMore = rows.length === limit
  // The twins of the last one may lie beyond the limit: it belongs to the next step.
  const last = happenings.length > 1 && hasMore ? happenings.pop() : undefined
  if (last) return { happenings, upTo: Number(last.seq) - 1, hasMore }
  if (hasMore) return { happenings, upTo: Number(rows.at(-1)?.seq), hasMore }
  const group = await db
    .selectFrom('group')
    .select('last_seq')
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
  return { happenings, upTo: Number(group.last_seq), hasMore }
}

/** One command appends the same event for each audience, one row after the other. */
function withoutTwins(rows: Database['event'][]): Happening[] {
  const happenings: Happening[] = []
  let previous: Database['event'] | undefined
  for (const row of rows) {
    const isTwin =
      previous !== undefined &&
      Number(previous.seq) + 1 === Number(row.seq) &&
      previous.recorded_at === row.recorded_at &&
      previous.kind === row.kind &&
      previous.payload === row.payload &&
      previous.audience !== row.audience
    if (isTwin) happenings.at(-1)?.audiences.push(row.audience)
    else happenings.push({ ...row, audiences: [row.audience] })
    previous = row
  }
  return happenings
}

export interface PostFacts {
  topicId: string
  number: number
  mentioned: string[]
  mentionedAgencies: string[]
  answered: string[]
  quoted: string[]
}

/** Whom a post names, answers and quotes; null where it was withdrawn since, or is not there. */
export async function postFacts(db: Db, postId: string): Promise<PostFacts | null> {
  const post = await db
    .selectFrom('post')
    .select(['topic_id', 'number', 'parent_number'])
    .where('id', '=', postId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!post) return null
  const mentions = await db
    .selectFrom('post_mention')
    .select(['person_id', 'agency_id'])
    .where('post_id', '=', postId)
    .execute()
  const quoted = await db
    .selectFrom('post_quote')
    .innerJoin('post', (join) =>
      join
        .onRef('post.topic_id', '=', 'post_quote.topic_id')
        .onRef('post.number', '=', 'post_quote.quoted_number'),
    )
    .select('post.author_id')
    .where('post_quote.topic_id', '=', post.topic_id)
    .where('post_quote.post_number', '=', post.number)
    .execute()
  const parent = post.parent_number && (await authorOf(db, post.topic_id, post.parent_number))
  return {
    topicId: post.topic_id,
    number: post.number,
    mentioned: mentions.flatMap((row) => row.person_id ?? []),
    mentionedAgencies: mentions.flatMap((row) => row.agency_id ?? []),
    answered: parent ? [parent] : [],
    quoted: quoted.map((row) => row.author_id),
  }
}

async function authorOf(db: Db, topicId: string, number: number): Promise<string | null> {
  const row = await db
    .selectFrom('post')
    .select('author_id')
    .where('topic_id', '=', topicId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.author_id ?? null
}

function liveSeats(db: Db, groupId: string, now: number) {
  return db
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .where('seat.group_id', '=', groupId)
    .where('seat.ended_at', 'is', null)
    .where((eb) => eb.or([eb('seat.until', 'is', null), eb('seat.until', '>', now)]))
    .select(['person.id', 'seat.agency_id', 'seat.role', 'person.is_confirmed'])
}

/** Persons in live seats of these agencies. A guest's seat brings nothing of its agency. */
export async function personsOfAgencies(
  db: Db,
  groupId: string,
  agencyIds: string[],
  now: number,
): Promise<string[]> {
  if (agencyIds.length === 0) return []
  const rows = await liveSeats(db, groupId, now)
    .where('seat.agency_id', 'in', agencyIds)
    .where('seat.role', '!=', 'guest')
    .where('person.is_confirmed', '=', 1)
    .execute()
  return [...new Set(rows.map((row) => row.id))]
}

/**
 * To whom spaces belong: persons of agencies with access, persons with access of their own, and the
 * secretariat.
 */
export async function readersOf(
  db: Db,
  groupId: string,
  spaceIds: string[],
  now: number,
): Promise<{ personId: string; agencyId: string | null }[]> {
  if (spaceIds.length === 0) return []
  const access = await db
    .selectFrom('space_access')
    .select(['agency_id', 'person_id'])
    .where('space_id', 'in', spaceIds)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .execute()
  const agencies = new Set(access.flatMap((row) => row.agency_id ?? []))
  const persons = new Set(access.flatMap((row) => row.person_id ?? []))
  const seats = await liveSeats(db, groupId, now).orderBy('seat.id').execute()
  const readers = new Map<string, string | null>()
  for (const seat of seats) {
    const isConfirmed = seat.is_confirmed === 1
    const byAgency =
      isConfirmed &&
      seat.role !== 'guest' &&
      seat.agency_id !== null &&
      agencies.has(seat.agency_id)
    const isSecretariat = isConfirmed && seat.role === 'secretariat'
    if (!byAgency && !isSecretariat && !persons.has(seat.id)) continue
    if (!readers.has(seat.id)) readers.set(seat.id, seat.agency_id)
  }
  return [...readers].map(([personId, agencyId]) => ({ personId, agencyId }))
}

/** The secretariat and, today, the principals of the agency in the chair. */
export async function officeOf(db: Db, groupId: string, now: number): Promise<string[]> {
  const { time_zone: zone } = await db
    .selectFrom('group')
    .select('time_zone')
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
  const chair = await agencyInTheChair(db, groupId, zone, now)
  const rows = await liveSeats(db, groupId, now).where('person.is_confirmed', '=', 1).execute()
  const office = rows.filter(
    (row) =>
      row.role === 'secretariat' ||
      (row.role === 'principal' && row.agency_id !== null && row.agency_id === chair),
  )
  return [...new Set(office.map((row) => row.id))]
}

/** Who sent or proposed an invitation. */
export async function inviterOf(db: Db, invitationId: string): Promise<string[]> {
  const row = await db
    .selectFrom('invitation')
    .select('created_by')
    .where('id', '=', invitationId)
    .executeTakeFirst()
  return row?.created_by ? [row.created_by] : []
}

/** False where this event has reached that person already. */
export async function insertNotification(db: Db, row: Database['notification']): Promise<boolean> {
  const added = await db
    .insertInto('notification')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Persons to whom mail may go: their address is proven. */
export function mailable(db: Db, personIds: string[]) {
  return db
    .selectFrom('person')
    .select(['id', 'email', 'mail_frequency', 'time_zone'])
    .where('id', 'in', personIds.length > 0 ? personIds : [''])
    .where('is_confirmed', '=', 1)
    .where('email', 'is not', null)
    .execute()
}

export async function groupIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('group').select('id').orderBy('id').execute()
  return rows.map((row) => row.id)
}
