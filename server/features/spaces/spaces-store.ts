import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import type { Viewer } from '#shared/rules/viewer.ts'

export type SpaceRow = Database['space']

/** The group's spaces that this reader may read: all for its office, else those of their access. */
export function readableSpaces(db: Db, viewer: Viewer, groupId: string): Promise<SpaceRow[]> {
  const ids = Object.keys(viewer.spaces)
  return db
    .selectFrom('space')
    .selectAll()
    .where('group_id', '=', groupId)
    .$if(!viewer.offices.includes(groupId), (query) =>
      query.where('id', 'in', ids.length > 0 ? ids : ['']),
    )
    .orderBy('archived_at')
    .orderBy('kind', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export function findSpace(db: Db, id: string): Promise<SpaceRow> {
  return db.selectFrom('space').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Topics of each space with posts that this person has not read. */
export async function unreadTopics(
  db: Db,
  personId: string,
  spaceIds: string[],
): Promise<Map<string, number>> {
  if (spaceIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('topic')
    .leftJoin('topic_read', (join) =>
      join.onRef('topic_read.topic_id', '=', 'topic.id').on('topic_read.person_id', '=', personId),
    )
    .select(['topic.space_id'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('topic.space_id', 'in', spaceIds)
    .where((eb) =>
      eb(eb.fn.coalesce('topic_read.read_count', eb.val(0)), '<', eb.ref('topic.highest_number')),
    )
    .groupBy('topic.space_id')
    .execute()
  return new Map(rows.map((row) => [row.space_id, Number(row.count)]))
}

export async function draftCounts(db: Db, spaceIds: string[]): Promise<Map<string, number>> {
  if (spaceIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('draft')
    .select('space_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('space_id', 'in', spaceIds)
    .groupBy('space_id')
    .execute()
  return new Map(rows.map((row) => [row.space_id, Number(row.count)]))
}

export function categoriesOf(db: Db, spaceId: string) {
  return db
    .selectFrom('category')
    .leftJoin('topic', 'topic.category_id', 'category.id')
    .select(['category.id', 'category.name', 'category.position', 'category.provenance'])
    .select((eb) => eb.fn.count<number>('topic.id').as('topicCount'))
    .where('category.space_id', '=', spaceId)
    .groupBy(['category.id', 'category.name', 'category.position', 'category.provenance'])
    .orderBy('category.position')
    .orderBy('category.id')
    .execute()
}

/** Live access to a space, agencies in membership order, then persons. */
export function accessRows(db: Db, spaceId: string, now: number) {
  return db
    .selectFrom('space_access')
    .leftJoin('agency', 'agency.id', 'space_access.agency_id')
    .selectAll('space_access')
    .where('space_access.space_id', '=', spaceId)
    .where('space_access.ended_at', 'is', null)
    .where((eb) =>
      eb.or([eb('space_access.until', 'is', null), eb('space_access.until', '>', now)]),
    )
    .orderBy('agency.position')
    .orderBy('space_access.since')
    .orderBy('space_access.id')
    .execute()
}

export function findAccess(db: Db, id: string) {
  return db.selectFrom('space_access').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Persons in live seats of these agencies, and these persons themselves, in one group. */
export function seatsHere(db: Db, groupId: string, agencyIds: string[], personIds: string[]) {
  return db
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .select(['seat.person_id', 'seat.agency_id', 'seat.role', 'seat.title', 'person.is_confirmed'])
    .where('seat.group_id', '=', groupId)
    .where('seat.ended_at', 'is', null)
    .where('seat.role', '!=', 'guest')
    .where((eb) =>
      eb.or([
        eb('seat.agency_id', 'in', agencyIds.length > 0 ? agencyIds : ['']),
        eb('seat.person_id', 'in', personIds.length > 0 ? personIds : ['']),
        eb('seat.role', '=', 'secretariat'),
      ]),
    )
    .orderBy('person.name')
    .execute()
}

export async function insertSpace(db: Db, row: SpaceRow): Promise<void> {
  await db.insertInto('space').values(row).execute()
}

export async function updateSpace(db: Db, id: string, fields: Partial<SpaceRow>): Promise<void> {
  await db.updateTable('space').set(fields).where('id', '=', id).execute()
}

export async function endAccess(db: Db, id: string, at: number): Promise<void> {
  await db.updateTable('space_access').set({ ended_at: at }).where('id', '=', id).execute()
}

/** Ends persons' own access to a space that came by an invitation of this agency. */
export async function endAccessRestingOn(
  db: Db,
  spaceId: string,
  agencyId: string,
  at: number,
): Promise<void> {
  await db
    .updateTable('space_access')
    .set({ ended_at: at })
    .where('space_id', '=', spaceId)
    .where('person_id', 'is not', null)
    .where('ended_at', 'is', null)
    .where(
      'invitation_id',
      'in',
      db
        .selectFrom('invitation')
        .select('id')
        .where('agency_id', '=', agencyId)
        .where('is_for_agency', '=', 1),
    )
    .execute()
}

export async function insertAccess(db: Db, row: Database['space_access']): Promise<void> {
  await db.insertInto('space_access').values(row).execute()
}

export async function insertCategory(db: Db, row: Database['category']): Promise<void> {
  await db.insertInto('category').values(row).execute()
}

export async function updateCategory(
  db: Db,
  id: string,
  fields: Partial<Database['category']>,
): Promise<void> {
  await db.updateTable('category').set(fields).where('id', '=', id).execute()
}

export async function deleteCategory(db: Db, id: string): Promise<void> {
  await db.deleteFrom('category').where('id', '=', id).execute()
}

export async function hasTopics(db: Db, categoryId: string): Promise<boolean> {
  const row = await db
    .selectFrom('topic')
    .select('id')
    .where('category_id', '=', categoryId)
    .executeTakeFirst()
  return row !== undefined
}

/** Persons who lose or gain by a change of an agency's or a person's access. */
export async function personsOf(
  db: Db,
  agencyId: string | null,
  personId: string | null,
): Promise<string[]> {
  if (personId) return [personId]
  if (!agencyId) return []
  const rows = await db
    .selectFrom('seat')
    .select('person_id')
    .distinct()
    .where('agency_id', '=', agencyId)
    .where('ended_at', 'is', null)
    .where('person_id', 'is not', null)
    .execute()
  return rows.flatMap((row) => row.person_id ?? [])
}

export function restsOnOf(row: { rests_on: string | null; rests_on_ref: string | null }) {
  return row.rests_on === null ? null : { text: row.rests_on, ref: row.rests_on_ref }
}

export function toSummary(row: SpaceRow, unread: number, drafts: number) {
  return {
    id: row.id,
    kind: row.kind as 'workspace' | 'project',
    name: row.name,
    purpose: row.purpose,
    isArchived: row.archived_at !== null,
    unreadTopics: unread,
    draftCount: drafts,
    provenance: row.provenance as 'illustrative' | 'inferred' | null,
  }
}

/** A guest's objects with the name of their space, and nothing else of it. */
export async function grantedObjects(db: Db, viewer: Viewer, groupId: string) {
  const granted: { kind: 'draft' | 'topic'; id: string; title: string; spaceName: string }[] = []
  for (const key of Object.keys(viewer.grants)) {
    const [kind, id] = key.split(':') as ['draft' | 'topic', string]
    const row = await db
      .selectFrom(kind)
      .innerJoin('space', 'space.id', `${kind}.space_id`)
      .select([`${kind}.title`, 'space.name'])
      .where(`${kind}.id`, '=', id)
      .where(`${kind}.group_id`, '=', groupId)
      .executeTakeFirst()
    if (row) granted.push({ kind, id, title: row.title, spaceName: row.name })
  }
  return granted
}
