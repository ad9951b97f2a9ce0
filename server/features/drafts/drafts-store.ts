import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type DraftRow = Database['draft']

/** Drafts of a space, lately edited first, with how many versions somebody made of each. */
export function draftsOf(db: Db, spaceId: string) {
  return db
    .selectFrom('draft')
    .selectAll('draft')
    .select((eb) =>
      eb
        .selectFrom('draft_version')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('draft_version.draft_id', '=', 'draft.id')
        .where('draft_version.kind', '!=', 'automatic')
        .as('versions'),
    )
    .where('space_id', '=', spaceId)
    .orderBy((eb) => eb.fn.coalesce('draft.edited_at', 'draft.created_at'), 'desc')
    .orderBy('draft.id')
    .limit(500)
    .execute()
}

export function findDraft(db: Db, id: string): Promise<DraftRow> {
  return db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Without those that were kept automatically. */
export async function versionCount(db: Db, draftId: string): Promise<number> {
  const row = await db
    .selectFrom('draft_version')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('draft_id', '=', draftId)
    .where('kind', '!=', 'automatic')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertDraft(db: Db, row: DraftRow): Promise<void> {
  await db.insertInto('draft').values(row).execute()
}

export async function updateDraft(db: Db, id: string, fields: Partial<DraftRow>): Promise<void> {
  await db.updateTable('draft').set(fields).where('id', '=', id).execute()
}

export async function replaceDrafters(
  db: Db,
  draftId: string,
  agencyIds: string[],
  seatIds: string[],
): Promise<void> {
  await db.deleteFrom('draft_drafter').where('draft_id', '=', draftId).execute()
  const rows = [
    ...agencyIds.map((id) => ({ draft_id: draftId, agency_id: id, seat_id: null })),
    ...seatIds.map((id) => ({ draft_id: draftId, agency_id: null, seat_id: id })),
  ]
  if (rows.length > 0) await db.insertInto('draft_drafter').values(rows).execute()
}

export function draftersOf(db: Db, draftId: string) {
  return db
    .selectFrom('draft_drafter')
    .leftJoin('seat', 'seat.id', 'draft_drafter.seat_id')
    .leftJoin('person', 'person.id', 'seat.person_id')
    .select(['draft_drafter.agency_id', 'draft_drafter.seat_id', 'seat.title', 'person.name'])
    .where('draft_drafter.draft_id', '=', draftId)
    .execute()
}

/** Which of these agencies and live seats are of this group: others cannot be named drafters. */
export async function ofGroup(
  db: Db,
  groupId: string,
  agencyIds: string[],
  seatIds: string[],
): Promise<{ agencyIds: string[]; seatIds: string[] }> {
  const agencies = await db
    .selectFrom('agency')
    .select('id')
    .where('group_id', '=', groupId)
    .where('id', 'in', [...agencyIds, ''])
    .execute()
  const seats = await db
    .selectFrom('seat')
    .select('id')
    .where('group_id', '=', groupId)
    .where('ended_at', 'is', null)
    .where('id', 'in', [...seatIds, ''])
    .execute()
  return { agencyIds: agencies.map((row) => row.id), seatIds: seats.map((row) => row.id) }
}

export async function insertAnchor(db: Db, row: Database['draft_anchor']): Promise<void> {
  await db.insertInto('draft_anchor').values(row).execute()
}

export function discussionsOf(db: Db, draftId: string) {
  return db
    .selectFrom('draft_anchor')
    .innerJoin('topic', 'topic.id', 'draft_anchor.topic_id')
    .select(['topic.id', 'topic.title', 'topic.post_count', 'draft_anchor.quote'])
    .where('draft_anchor.draft_id', '=', draftId)
    .orderBy('draft_anchor.created_at')
    .execute()
}

/** Words of drafts that these topics are about. */
export function anchorsOf(db: Db, topicIds: string[]) {
  return db
    .selectFrom('draft_anchor')
    .innerJoin('draft', 'draft.id', 'draft_anchor.draft_id')
    .leftJoin('draft_version', 'draft_version.id', 'draft_anchor.version_id')
    .select([
      'draft_anchor.topic_id',
      'draft_anchor.draft_id',
      'draft_anchor.paragraph',
      'draft_anchor.quote',
      'draft.title',
      'draft_version.label',
    ])
    .where('draft_anchor.topic_id', 'in', topicIds.length > 0 ? topicIds : [''])
    .orderBy('draft_anchor.created_at')
    .orderBy('draft_anchor.id')
    .execute()
}

export async function spaceNameOf(db: Db, spaceId: string): Promise<string> {
  const row = await db
    .selectFrom('space')
    .select('name')
    .where('id', '=', spaceId)
    .executeTakeFirstOrThrow()
  return row.name
}

export function groupOf(db: Db, id: string) {
  return db
    .selectFrom('group')
    .select(['name', 'acronym', 'time_zone'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export async function spaceOfCategory(db: Db, categoryId: string): Promise<string | null> {
  const row = await db
    .selectFrom('category')
    .select('space_id')
    .where('id', '=', categoryId)
    .executeTakeFirst()
  return row?.space_id ?? null
}
