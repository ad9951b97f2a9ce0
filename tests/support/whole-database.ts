import { type Kysely, sql } from 'kysely'
import type { Database } from '#server/storage/schema.ts'

const tables = [
  ...([
    'installation',
    'group',
    'agency',
    'membership',
    'person',
    'seat',
    'chairmanship',
    'space',
  ] as const),
  ...([
    'space_access',
    'object_grant',
    'category',
    'invitation',
    'invitation_link',
    'session',
  ] as const),
  ...([
    'api_token',
    'sign_in_link',
    'topic',
    'topic_agency',
    'post',
    'post_revision',
    'post_quote',
  ] as const),
  ...([
    'post_mention',
    'topic_read',
    'post_draft',
    'file',
    'draft',
    'draft_drafter',
    'draft_update',
  ] as const),
  ...([
    'draft_snapshot',
    'draft_client',
    'draft_deletion',
    'draft_author',
    'draft_credit',
    'draft_version',
    'draft_version_text',
    'draft_version_editor',
    'draft_editor',
    'draft_anchor',
    'event',
  ] as const),
  ...(['audience_head', 'notification', 'import_record'] as const),
]

/** Every row of the tables that hold what people made, in an order that does not depend on time. */
export async function wholeDatabase(db: Kysely<Database>): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      db,
    )
    all[table] = rows
      .map((row) =>
        JSON.stringify(row, (_, value: unknown) =>
          typeof value === 'bigint' ? Number(value) : value,
        ),
      )
      .sort()
      .map((row) => JSON.parse(row) as unknown)
  }
  return all
}

export async function countRows(db: Kysely<Database>, table: keyof Database): Promise<number> {
  const row = await db
    .selectFrom(table as 'person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
