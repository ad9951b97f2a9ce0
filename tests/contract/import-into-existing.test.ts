import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadViewer } from '#server/access/viewer-store.ts'
import { type ImportReport, importTerm } from '#server/features/import/index.ts'
import { categoryCommands } from '#server/features/spaces/categories-service.ts'
import { setupCommands } from '#server/features/setup/setup-service.ts'
import type { Db } from '#server/storage/command.ts'
import { firstRun } from '#shared/contracts/setup.ts'
import { smallTerm } from '#tests/support/small-term.ts'
import { type EmptyInstallation, storages } from '#tests/support/storages.ts'
import { rowIdOf } from '#tests/support/term-rows.ts'
import { countRows } from '#tests/support/whole-database.ts'

/** The same group, set up by hand before anybody thought of its file. */
const input = firstRun.parse({
  group: { name: 'Harbour Council', acronym: 'HC', timeZone: 'Europe/Lisbon' },
  agencies: [
    { acronym: 'BETA', name: 'Beta Bureau, as typed' },
    { acronym: 'ALPHA', name: 'Alpha Authority' },
  ],
  chair: null,
  self: { name: 'Whoever set it up', email: 'Secretariat@council.example', agency: 'ALPHA' },
})

/** Its own file, with a category that nobody has used. */
const [workspace, tides] = smallTerm.spaces
const term = {
  ...smallTerm,
  spaces: [
    { ...workspace!, categories: [...workspace!.categories, { id: 'cat-x', name: 'Unused' }] },
    tides!,
  ],
}

describe.each(storages)('a term for a group that was set up by hand, on %s', (_kind, open) => {
  let installation: EmptyInstallation
  let report: ImportReport
  let db: Db
  let groupId: string
  let personId: string
  beforeAll(async () => {
    installation = await open()
    db = installation.storage.db
    const made = { input, passwordHash: null, language: 'fr' }
    ;({ groupId, personId } = await installation.storage.exec(setupCommands.run, made))
    report = await importTerm(installation.storage, JSON.stringify(term), Date.now())
  }, 90_000)
  afterAll(() => installation.discard())

  test('it is the same group: agencies, Workspace and the person of an address are recognised and kept', async () => {
    expect(report.groupId).toBe(groupId)
    expect(await countRows(db, 'group')).toBe(1)
    expect(report.recognised).toEqual(
      expect.arrayContaining([
        'group Harbour Council',
        'agency ALPHA',
        'agency BETA',
        'space HC Workspace',
      ]),
    )
    expect(await rowIdOf(db, 'person', 'secretariat@council.example')).toBe(personId)
    const person = await db
      .selectFrom('person')
      .select(['name', 'language'])
      .where('id', '=', personId)
      .executeTakeFirst()
    expect(person).toEqual({ name: 'Whoever set it up', language: 'fr' })
    const agency = await db
      .selectFrom('agency')
      .select('name')
      .where('acronym', '=', 'BETA')
      .executeTakeFirst()
    expect(agency).toEqual({ name: 'Beta Bureau, as typed' })
  })

  test('what the file adds hangs on what was there', async () => {
    expect(report.added).toMatchObject({ agency: 2, space: 1, draft: 2 })
    const viewer = await loadViewer(db, personId, Date.now())
    expect(viewer).toMatchObject({ isAdministrator: true, offices: [groupId] })
    const spaces = await db
      .selectFrom('space')
      .select('id')
      .where('group_id', '=', groupId)
      .execute()
    expect(Object.keys(viewer?.spaces ?? {}).sort()).toEqual(spaces.map(({ id }) => id).sort())
  })

  test('a category that was removed since stays removed, and a new topic of the file stands without it', async () => {
    const categoryId = await rowIdOf(db, 'category', 'cat-x')
    await installation.storage.exec(categoryCommands.removeCategory, {
      caller: { personId, scopes: null },
      categoryId,
    })
    const topic = {
      id: 'later',
      spaceId: 'workspace',
      categoryId: 'cat-x',
      title: 'Later',
      posts: [{ body: 'Later.', authorSeat: 'seat-fp.beta' }],
    }
    const later = { ...term, forumTopics: [...term.forumTopics, topic] }
    const again = await importTerm(installation.storage, JSON.stringify(later), Date.now())
    expect(again.added).toEqual({ topic: 1, post: 1 })
    const id = await rowIdOf(db, 'topic', 'later')
    const row = await db
      .selectFrom('topic')
      .select('category_id')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row).toEqual({ category_id: null })
  })
})
