import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptText, packText, unpackText } from '#server/features/drafts/text-pack.ts'
import { type KeptText, versionCommands } from '#server/features/drafts/versions-service.ts'
import * as store from '#server/features/drafts/versions-store.ts'
import type { Db, Tx } from '#server/storage/command.ts'
import { openPostgresStorage } from '#server/storage/postgres/postgres-storage.ts'
import type { Database } from '#server/storage/schema.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { migrateSqlite } from '#server/storage/sqlite/sqlite-storage.ts'
import { paragraphNode, textNodes } from '#shared/editor/draft-node.ts'
import { day, hour } from '#shared/time.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** A connection that writes, so that commands run at any time of the test's choosing. */
const databases: [kind: string, open: () => Promise<{ db: Db; discard(): Promise<void> }>][] = [
  [
    'SQLite',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'plenary-test-'))
      const file = path.join(folder, 'plenary.sqlite')
      await migrateSqlite(file)
      const db = kyselyOver(openConnection(file, 'writer'))
      const discard = async () => {
        await db.destroy()
        rmSync(folder, { recursive: true, force: true })
      }
      return { db, discard }
    },
  ],
  [
    'PostgreSQL (PGlite)',
    async () => {
      const dialect = new PGliteDialect({ pglite: new PGlite() })
      const storage = await openPostgresStorage(new Kysely<Database>({ dialect }))
      return { db: storage.db, discard: () => storage.close() }
    },
  ],
]

const draftId = 'draft-of-versions'
const noon = Date.parse('2026-05-20T12:00:00Z')

async function arrangeDraft(db: Db): Promise<void> {
  for (const statement of [
    `insert into "group" (id, name, acronym, time_zone, last_seq, created_at)
       values ('group', 'Group', 'G', 'UTC', 0, 0)`,
    `insert into space (id, group_id, kind, name, purpose, default_view, created_at)
       values ('space', 'group', 'forum', 'Space', '', 'thread', 0)`,
    `insert into draft (id, group_id, space_id, kind, title, state, language, drafters, has_text, created_at)
       values ('${draftId}', 'group', 'space', 'note', 'Draft', 'draft', 'en', 'space', 1, 0)`,
  ])
    await sql.raw(statement).execute(db)
}

/** Words that have nothing in common with others'. */
const words = (count: number) => Array.from({ length: count }, () => randomUUID()).join(' ')

describe.each(databases)('versions on %s', (_kind, open) => {
  let db: Db
  let discard: () => Promise<void>
  beforeAll(async () => {
    ;({ db, discard } = await open())
    await arrangeDraft(db)
  }, 60_000)
  afterAll(() => discard())

  const at = (now: number): Tx => ({ db, now, realNow: now, emit: () => undefined })

  async function pack(text: string, seq: number): Promise<KeptText> {
    const doc = { type: 'doc', content: [paragraphNode(textNodes(text))] }
    const { document, sha256 } = keptText(doc)
    const keyframe = await store.latestKeyframe(db, draftId)
    const content = { document, authorship: { authors: [], runs: [] } }
    const { bytes, isKeyframe } = packText(content, keyframe)
    return { sha256, bytes, baseId: isKeyframe ? null : (keyframe?.id ?? null), seq }
  }

  async function keep(text: string, seq: number, now = noon) {
    const input = { draftId, text: await pack(text, seq) }
    return versionCommands.keepAutomatic.run(at(now), input)
  }

  const versions = () => store.versionsOf(db, draftId)
  const editors = async (versionId: string) =>
    (await store.editorsOf(db, draftId, versionId)).map((row) => row.person_id).toSorted()

  async function read(versionId: string): Promise<string> {
    const stored = await store.storedVersion(db, draftId, versionId)
    return unpackText(stored!.bytes!, stored!.keyframe).document
  }

  const text = words(200)

  it('keep what is new as a difference to a keyframe, and name who changed what', async () => {
    await store.noteEditor(db, draftId, 3, 'ann', null)
    await store.noteEditor(db, draftId, 4, 'bob', null)
    await store.noteEditor(db, draftId, 9, 'bob', null)
    // Bob's change 9 came after the text was taken: it is told with the next version.
    expect(await keep(text, 5, noon)).toEqual({ isChangedSince: true })
    expect(await keep(`${text} and more`, 10, noon + hour)).toEqual({ isChangedSince: false })
    const [second, first] = await versions()
    expect([first!.kind, first!.author_id, Number(first!.has_text)]).toEqual(['automatic', null, 1])
    expect(await editors(first!.id)).toEqual(['ann', 'bob'])
    expect(await editors(second!.id)).toEqual(['bob'])
    expect(await store.changedDrafts(db)).toEqual([])
    const stored = await store.storedVersion(db, draftId, second!.id)
    expect(stored!.bytes!.byteLength).toBeLessThan(200)
    expect(await read(second!.id)).toContain(`${text} and more`)
  })

  it('are not made where the text reads as the last one does', async () => {
    const before = await versions()
    await store.noteEditor(db, draftId, 11, 'ann', null)
    await keep(`${text} and more`, 12)
    expect(await versions()).toEqual(before)
    expect(await store.changedDrafts(db)).toEqual([])
  })

  it('are refused when their keyframe is gone, so that the text is packed anew', async () => {
    const orphaned = { ...(await pack('short', 13)), baseId: 'gone' }
    const keeping = versionCommands.keepAutomatic.run(at(noon), { draftId, text: orphaned })
    await expect(keeping).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are read after the keyframe’s own version was thinned out, whose editors are handed on', async () => {
    const [second, first] = await versions()
    const document = await read(second!.id)
    await versionCommands.thinVersions.run(at(noon + 3 * day), { draftId })
    expect((await versions()).map(({ id }) => id)).not.toContain(first!.id)
    expect(await editors(second!.id)).toEqual(['ann', 'bob'])
    expect(await read(second!.id)).toBe(document)
  })

  it('take their keyframe with them when none needs it any more', async () => {
    // Days later, with words of their own: a keyframe, and the last of its week is kept.
    await keep(words(200), 20, noon + day)
    await versionCommands.thinVersions.run(at(noon + 300 * day), { draftId })
    const kept = await versions()
    const texts = await db.selectFrom('draft_version_text').select('version_id').execute()
    expect(kept).toHaveLength(1)
    expect(texts).toEqual(kept.map(({ id }) => ({ version_id: id })))
  })

  it('are immutable: the database itself refuses to change one', async () => {
    const before = await versions()
    const overwrite = (table: string, set: string) =>
      sql.raw(`update ${table} set ${set}`).execute(db)
    for (const set of [`sha256 = 'x'`, `document = '{}'`, 'number = 99', 'created_at = 1'])
      await expect(overwrite('draft_version', set)).rejects.toThrow('immutable')
    await expect(overwrite('draft_version_text', 'base_id = null')).rejects.toThrow('immutable')
    expect(await versions()).toEqual(before)
  })
})
