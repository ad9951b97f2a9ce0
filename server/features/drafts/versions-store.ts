import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type VersionRow = Database['draft_version']

/** A version's text as it is stored. Neither `document` nor `bytes`: a version without text. */
export interface StoredVersion {
  id: string
  number: number
  label: string
  sha256: string
  /** ProseMirror JSON, of imported versions and those of an earlier program. */
  document: string | null
  bytes: Uint8Array | null
  /** The keyframe with which `bytes` are read; null where they are one themselves. */
  keyframe: Uint8Array | null
}

const listed = [
  'draft_version.id',
  'draft_version.number',
  'draft_version.label',
  'draft_version.kind',
  'draft_version.note',
  'draft_version.author_id',
  'draft_version.author_for',
  'draft_version.date',
  'draft_version.created_at',
  'draft_version.sha256',
  'draft_version.provenance',
] as const

/** Without the texts, which may be large. */
function listedVersions(db: Db, draftId: string) {
  return db
    .selectFrom('draft_version')
    .leftJoin('draft_version_text', 'draft_version_text.version_id', 'draft_version.id')
    .select(listed)
    .select((eb) =>
      eb
        .case()
        .when('draft_version_text.version_id', 'is not', null)
        .then(1)
        .when('draft_version.document', 'is not', null)
        .then(1)
        .else(0)
        .end()
        .as('has_text'),
    )
    .where('draft_version.draft_id', '=', draftId)
}

/** Newest first. */
export function versionsOf(db: Db, draftId: string) {
  return listedVersions(db, draftId).orderBy('draft_version.number', 'desc').execute()
}

export function listedVersion(db: Db, draftId: string, id: string) {
  return listedVersions(db, draftId).where('draft_version.id', '=', id).executeTakeFirst()
}

/** Who changed a draft between the version before and that one; of all versions unless one is named. */
export function editorsOf(db: Db, draftId: string, versionId?: string) {
  const query = db
    .selectFrom('draft_version_editor')
    .innerJoin('draft_version', 'draft_version.id', 'draft_version_editor.version_id')
    .select(['version_id', 'person_id', 'agency_id'])
    .where('draft_version.draft_id', '=', draftId)
  return (
    versionId === undefined ? query : query.where('draft_version.id', '=', versionId)
  ).execute()
}

export async function storedVersion(
  db: Db,
  draftId: string,
  id: string,
): Promise<StoredVersion | null> {
  const row = await db
    .selectFrom('draft_version')
    .leftJoin('draft_version_text', 'draft_version_text.version_id', 'draft_version.id')
    .leftJoin('draft_version_text as keyframe', 'keyframe.version_id', 'draft_version_text.base_id')
    .select(['draft_version.id', 'draft_version.number', 'draft_version.label'])
    .select('draft_version.sha256')
    .select(['draft_version.document', 'draft_version_text.bytes', 'keyframe.bytes as keyframe'])
    .where('draft_version.draft_id', '=', draftId)
    .where('draft_version.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/**
 * The newest text of a draft that can be read without another, also of a version that is gone, and
 * how many bytes the texts take that are read with it.
 */
export async function latestKeyframe(
  db: Db,
  draftId: string,
): Promise<{ id: string; bytes: Uint8Array; spent: number } | null> {
  const row = await db
    .selectFrom('draft_version_text as keyframe')
    .select(['keyframe.version_id as id', 'keyframe.bytes'])
    .select((eb) =>
      eb
        .selectFrom('draft_version_text as other')
        .select((inner) =>
          inner.fn.sum<number>(inner.fn<number>('length', ['other.bytes'])).as('bytes'),
        )
        .whereRef('other.base_id', '=', 'keyframe.version_id')
        .as('spent'),
    )
    .where('keyframe.draft_id', '=', draftId)
    .where('keyframe.base_id', 'is', null)
    .orderBy('keyframe.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, spent: Number(row.spent ?? 0) } : null
}

export async function hasText(db: Db, versionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('draft_version_text')
    .select('version_id')
    .where('version_id', '=', versionId)
    .executeTakeFirst()
  return row !== undefined
}

export function lastVersion(db: Db, draftId: string) {
  return db
    .selectFrom('draft_version')
    .select(['id', 'number', 'sha256'])
    .where('draft_id', '=', draftId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertVersion(
  db: Db,
  row: VersionRow,
  text: { bytes: Uint8Array; baseId: string | null },
): Promise<void> {
  await db.insertInto('draft_version').values(row).execute()
  await db
    .insertInto('draft_version_text')
    .values({
      version_id: row.id,
      draft_id: row.draft_id,
      number: row.number,
      base_id: text.baseId,
      bytes: Buffer.from(text.bytes),
    })
    .execute()
}

/** The one thing of a version that may change: an automatic one is named, and so kept for good. */
export async function nameVersion(
  db: Db,
  id: string,
  named: Pick<VersionRow, 'label' | 'note' | 'author_id' | 'author_for'>,
): Promise<void> {
  await db
    .updateTable('draft_version')
    .set({ ...named, kind: 'named' })
    .where('id', '=', id)
    .execute()
}

/** A change by this person is stored as `seq`, the first since the draft's last version. */
export async function noteEditor(
  db: Db,
  draftId: string,
  seq: number,
  personId: string,
  agencyId: string | null,
): Promise<void> {
  await db
    .insertInto('draft_editor')
    .values({ draft_id: draftId, seq, person_id: personId, agency_id: agencyId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Says of a new version who made the changes before `seq`; null: of none, nothing came of them.
 * Answers whether there are later changes.
 */
export async function takeEditors(
  db: Db,
  draftId: string,
  seq: number,
  versionId: string | null,
): Promise<boolean> {
  const noted = await db
    .selectFrom('draft_editor')
    .select(['seq', 'person_id', 'agency_id'])
    .where('draft_id', '=', draftId)
    .execute()
  const taken = noted.filter((row) => Number(row.seq) < seq)
  if (versionId !== null) await addEditors(db, versionId, taken)
  await db
    .deleteFrom('draft_editor')
    .where('draft_id', '=', draftId)
    .where('seq', '<', seq)
    .execute()
  return taken.length < noted.length
}

export async function addEditors(
  db: Db,
  versionId: string,
  people: { person_id: string; agency_id: string | null }[],
): Promise<void> {
  for (const { person_id, agency_id } of people) {
    await db
      .insertInto('draft_version_editor')
      .values({ version_id: versionId, person_id, agency_id })
      .onConflict((conflict) => conflict.columns(['version_id', 'person_id']).doNothing())
      .execute()
  }
}

/** Drafts that were changed since their last version. */
export async function changedDrafts(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('draft_editor').select('draft_id').distinct().execute()
  return rows.map((row) => row.draft_id)
}

/** The sequence number of the next change of a draft. */
export async function nextSeq(db: Db, draftId: string): Promise<number> {
  const row = await db
    .selectFrom('draft')
    .select('next_seq')
    .where('id', '=', draftId)
    .executeTakeFirst()
  return Number(row?.next_seq ?? 0)
}
