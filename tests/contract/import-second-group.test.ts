import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadViewer } from '#server/access/viewer-store.ts'
import { type ImportReport, importTerm } from '#server/features/import/index.ts'
import type { Db } from '#server/storage/command.ts'
import { plainText } from '#shared/editor/draft-node.ts'
import { secondTerm } from '#tests/support/second-term.ts'
import { smallTerm } from '#tests/support/small-term.ts'
import { type EmptyInstallation, storages } from '#tests/support/storages.ts'
import { draftOf, liveTextOf, rowIdOf } from '#tests/support/term-rows.ts'
import { countRows, wholeDatabase } from '#tests/support/whole-database.ts'

const now = Date.parse('2031-06-10T00:00:00Z')
const source = JSON.stringify(secondTerm)

describe.each(storages)('a second group’s term on %s', (_kind, open) => {
  let installation: EmptyInstallation
  let report: ImportReport
  let db: Db
  beforeAll(async () => {
    installation = await open()
    db = installation.storage.db
    await importTerm(installation.storage, JSON.stringify(smallTerm), now)
    report = await importTerm(installation.storage, source, now)
  }, 90_000)
  afterAll(() => installation.discard())

  const personId = (fileId: string) => rowIdOf(db, 'person', fileId)

  test('it stands beside the first, with what its file leaves out filled in', async () => {
    expect(report.added).toEqual({
      group: 1,
      agency: 2,
      membership: 2,
      chairmanship: 1,
      person: 5,
      seat: 5,
      space: 2,
      access: 3,
      grant: 1,
      draft: 2,
      version: 1,
      topic: 1,
      post: 3,
      anchor: 1,
    })
    expect(report.remarks.map(({ why }) => why).sort()).toEqual(
      [
        'emptyParagraph',
        'noPlaceYet',
        'oddNumber',
        'unknownClass',
        'withoutPosts',
        'withoutText',
        'workspaceAdded',
      ].sort(),
    )
    expect(await countRows(db, 'group')).toBe(2)
    const group = await db
      .selectFrom('group')
      .selectAll()
      .where('id', '=', report.groupId)
      .executeTakeFirstOrThrow()
    expect(group).toMatchObject({ acronym: 'CB', time_zone: 'Pacific/Auckland' })
  })

  test('names, plates and titles are made where the file gives none', async () => {
    const agency = await db
      .selectFrom('agency')
      .selectAll()
      .where('id', '=', await rowIdOf(db, 'agency', 'a'))
      .executeTakeFirstOrThrow()
    expect(agency).toMatchObject({
      plate: 'Agence du No',
      label: 'Agence du Nord-Ouest',
      kind: 'entity',
    })
    const people = await db
      .selectFrom('person')
      .select(['name', 'email_key'])
      .where('time_zone', '=', 'Pacific/Auckland')
      .execute()
    expect(people.toSorted((x, y) => x.name.localeCompare(y.name))).toEqual([
      { name: 'Alternate, BS', email_key: null },
      { name: 'Focal point, Agence du Nord-Ouest', email_key: 'ana@nord.example' },
      { name: 'Guest', email_key: 'guest@elsewhere.example' },
      { name: 'Mme la Ministre', email_key: 'min@bs.example' },
      { name: 'Not recorded', email_key: null },
    ])
  })

  test('rights come out as in any group: members in the Workspace, the opener in its space, a guest on a topic', async () => {
    const focalPoint = await loadViewer(db, await personId('ana@nord.example'), now)
    const workspace = await rowIdOf(db, 'space', 'workspace')
    const crues = await rowIdOf(db, 'space', 'crues')
    const spacesOfGroup = Object.keys(focalPoint?.spaces ?? {})
    expect(spacesOfGroup).toContain(crues)
    expect(spacesOfGroup).toHaveLength(2)
    const minister = await loadViewer(db, await personId('p1'), now)
    expect(minister?.seats.map(({ role }) => role).sort()).toEqual(['delegate', 'principal'])
    expect(Object.keys(minister?.spaces ?? {})).not.toContain(crues)
    expect(workspace).not.toBe(crues)
    const topic = await rowIdOf(db, 'topic', 't1')
    const until = Date.parse('2031-07-01T00:00:00+12:00') - 1
    const guest = await loadViewer(db, await personId('guest@elsewhere.example'), until - 1)
    expect(guest).toMatchObject({
      spaces: {},
      grants: { [`topic:${topic}`]: { mayPost: true, until } },
    })
    expect(
      (await loadViewer(db, await personId('guest@elsewhere.example'), until))?.grants,
    ).toEqual({})
  })

  test('texts: odd numbers become words, empty paragraphs go, drafters are those named', async () => {
    expect((await liveTextOf(db, 'd1'))?.content?.map((node) => plainText(node))).toEqual([
      'Un.',
      '(a) Deux.',
    ])
    const draft = await draftOf(db, 'd1')
    expect(draft).toMatchObject({ kind: 'note', state: 'draft', drafters: 'chosen', has_text: 1 })
    const drafters = await db
      .selectFrom('draft_drafter')
      .selectAll()
      .where('draft_id', '=', draft.id)
      .execute()
    expect(drafters).toHaveLength(2)
    expect(drafters).toEqual(
      expect.arrayContaining([
        { draft_id: draft.id, agency_id: await rowIdOf(db, 'agency', 'b'), seat_id: null },
        { draft_id: draft.id, agency_id: null, seat_id: await rowIdOf(db, 'seat', 's1') },
      ]),
    )
    expect(await draftOf(db, 'd2')).toMatchObject({ has_text: 0 })
  })

  test('posts without a time follow the one before them; a day is its noon in the group’s zone', async () => {
    const posts = await db
      .selectFrom('post')
      .innerJoin('person', 'person.id', 'post.author_id')
      .select(['number', 'post.created_at', 'person.name'])
      .where('topic_id', '=', await rowIdOf(db, 'topic', 't1'))
      .orderBy('number')
      .execute()
    expect(
      posts.map((post) => [
        Number(post.number),
        new Date(Number(post.created_at)).toISOString(),
        post.name,
      ]),
    ).toEqual([
      [1, '2031-05-31T22:00:00.000Z', 'Focal point, Agence du Nord-Ouest'],
      [2, '2031-05-31T22:00:00.000Z', 'Not recorded'],
      [3, '2031-06-02T00:00:00.000Z', 'Alternate, BS'],
    ])
  })

  test('a second import of either file changes nothing', async () => {
    const before = await wholeDatabase(db)
    for (const term of [secondTerm, smallTerm]) {
      const again = await importTerm(installation.storage, JSON.stringify(term), now + 1000)
      expect(again).toMatchObject({ added: {}, differs: [], recognised: [] })
    }
    expect(await wholeDatabase(db)).toEqual(before)
  })

  test('every key that is optional may also be missing: a group’s name and acronym suffice', async () => {
    const bare = await importTerm(
      installation.storage,
      JSON.stringify({ group: { name: 'Bare', acronym: 'B' } }),
      now,
    )
    expect(bare.added).toEqual({ group: 1, space: 1 })
  })
})
