import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import type { PlannedRow, RecordKind } from './term-plan.ts'

export interface KnownRecord {
  kind: string
  fileId: string
  rowId: string
  digest: string
}

/** The group that this file made before, or the one of this acronym that was made in the product. */
export async function findGroupOf(db: Db, fileId: string, acronym: string): Promise<string | null> {
  const groups = await db
    .selectFrom('group')
    .select(['id', 'acronym'])
    .orderBy('created_at')
    .execute()
  const imported = await db
    .selectFrom('import_record')
    .select('row_id')
    .where('kind', '=', 'group')
    .where('file_id', '=', fileId)
    .execute()
  const ids = new Set(imported.map((row) => row.row_id))
  const ofFile = groups.filter(({ id }) => ids.has(id))
  // Two groups' files may both call theirs "group": the acronym tells them apart.
  const same = (candidates: typeof groups) => candidates.find((group) => group.acronym === acronym)
  return (same(ofFile) ?? same(groups))?.id ?? null
}

export async function knownRecords(db: Db, groupId: string): Promise<KnownRecord[]> {
  const rows = await db
    .selectFrom('import_record')
    .selectAll()
    .where('group_id', '=', groupId)
    .execute()
  return rows.map((row) => ({
    kind: row.kind,
    fileId: row.file_id,
    rowId: row.row_id,
    digest: row.digest,
  }))
}

export async function insertRecord(db: Db, groupId: string, record: KnownRecord): Promise<void> {
  await db
    .insertInto('import_record')
    .values({
      group_id: groupId,
      file_id: record.fileId,
      kind: record.kind as RecordKind,
      row_id: record.rowId,
      digest: record.digest,
    })
    .execute()
}

export async function insertRow(db: Db, { table, values }: PlannedRow): Promise<void> {
  await db.insertInto(table).values(values).execute()
}

/** The id of a row that is the same in these columns; null matches null. */
export async function findSame(
  db: Db,
  { table, values }: PlannedRow,
  columns: string[],
): Promise<string | null> {
  if (columns.length === 0) return null
  let query = db.selectFrom(table as 'agency').select('id')
  for (const column of columns) {
    const value = (values as Record<string, unknown>)[column] as string | null
    query =
      value === null
        ? query.where(column as 'id', 'is', null)
        : query.where(column as 'id', '=', value)
  }
  return (await query.executeTakeFirst())?.id ?? null
}

export async function hasCategory(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('category').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

export function topicFigures(db: Db, id: string) {
  return db
    .selectFrom('topic')
    .select(['highest_number', 'post_count', 'last_post_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Number and branch of the posts that stand in a topic, by id. */
export async function placesIn(
  db: Db,
  topicId: string,
): Promise<Map<string, { number: number; root: number }>> {
  const rows = await db
    .selectFrom('post')
    .select(['id', 'number', 'root_number'])
    .where('topic_id', '=', topicId)
    .execute()
  return new Map(rows.map((row) => [row.id, { number: row.number, root: row.root_number }]))
}

export async function updateTopic(
  db: Db,
  id: string,
  fields: Partial<Database['topic']>,
): Promise<void> {
  await db.updateTable('topic').set(fields).where('id', '=', id).execute()
}

export async function insertQuote(db: Db, quote: Database['post_quote']): Promise<void> {
  await db
    .insertInto('post_quote')
    .values(quote)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function addTopicAgency(db: Db, row: Database['topic_agency']): Promise<void> {
  await db
    .insertInto('topic_agency')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function setClock(db: Db, offset: number): Promise<void> {
  await db.updateTable('installation').set({ clock_offset: offset, is_demo: 1 }).execute()
}

export async function hasAdministrator(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('is_administrator', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}
