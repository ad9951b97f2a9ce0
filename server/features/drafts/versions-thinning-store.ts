import type { Db } from '#server/storage/command.ts'
import type { AutomaticVersion } from './versions-policy.ts'
import { addEditors } from './versions-store.ts'

/** The automatic versions of a draft, oldest first. */
export async function automaticVersions(db: Db, draftId: string): Promise<AutomaticVersion[]> {
  const rows = await db
    .selectFrom('draft_version')
    .select(['id', 'created_at'])
    .select((eb) =>
      eb
        .selectFrom('draft_anchor')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('draft_anchor.version_id', '=', 'draft_version.id')
        .as('anchors'),
    )
    .where('draft_id', '=', draftId)
    .where('kind', '=', 'automatic')
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: Number(row.created_at),
    isReferenced: Number(row.anchors) > 0,
  }))
}

/** Drafts with more than one automatic version that is older than this (ms). */
export async function draftsWithOlder(db: Db, before: number): Promise<string[]> {
  const rows = await db
    .selectFrom('draft_version')
    .select('draft_id')
    .where('kind', '=', 'automatic')
    .where('created_at', '<', before)
    .groupBy('draft_id')
    .having((eb) => eb.fn.countAll<number>(), '>', 1)
    .execute()
  return rows.map((row) => row.draft_id)
}

export async function timeZoneOf(db: Db, draftId: string): Promise<string> {
  const row = await db
    .selectFrom('draft')
    .innerJoin('group', 'group.id', 'draft.group_id')
    .select('group.time_zone')
    .where('draft.id', '=', draftId)
    .executeTakeFirst()
  return row?.time_zone ?? 'UTC'
}

/** Deletes automatic versions; who made their changes is told with the next version that stays. */
export async function dropVersions(db: Db, draftId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await handOnEditors(db, draftId, ids)
  await db.deleteFrom('draft_version_editor').where('version_id', 'in', ids).execute()
  await db
    .deleteFrom('draft_version')
    .where('id', 'in', ids)
    .where('kind', '=', 'automatic')
    .execute()
  await dropUnreadTexts(db, draftId)
  // What only those were read with.
  await dropUnreadTexts(db, draftId)
}

async function handOnEditors(db: Db, draftId: string, ids: string[]): Promise<void> {
  const versions = await db
    .selectFrom('draft_version')
    .select(['id', 'number'])
    .where('draft_id', '=', draftId)
    .orderBy('number')
    .execute()
  const dropped = new Set(ids)
  for (const [at, { id }] of versions.entries()) {
    if (!dropped.has(id)) continue
    const heir = versions.slice(at).find((version) => !dropped.has(version.id))
    const editors = await db
      .selectFrom('draft_version_editor')
      .select(['person_id', 'agency_id'])
      .where('version_id', '=', id)
      .execute()
    if (heir) await addEditors(db, heir.id, editors)
  }
}

/** Texts of versions that are gone, except keyframes that others are read with. */
async function dropUnreadTexts(db: Db, draftId: string): Promise<void> {
  await db
    .deleteFrom('draft_version_text')
    .where('draft_id', '=', draftId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('draft_version')
            .select('draft_version.id')
            .whereRef('draft_version.id', '=', 'draft_version_text.version_id'),
        ),
      ),
    )
    .where((eb) =>
      eb(
        'version_id',
        'not in',
        eb
          .selectFrom('draft_version_text as other')
          .select('other.base_id')
          .where('other.draft_id', '=', draftId)
          .where('other.base_id', 'is not', null),
      ),
    )
    .execute()
}
