import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importDemoTerm, type ImportReport, importTerm } from '#server/features/import/index.ts'
import { findInstallation } from '#server/installation/installation-store.ts'
import type { Db } from '#server/storage/command.ts'
import { plainText } from '#shared/editor/draft-node.ts'
import { type EmptyInstallation, storages } from '#tests/support/storages.ts'
import { draftOf, liveTextOf, readBy, rowIdOf } from '#tests/support/term-rows.ts'
import { countRows, wholeDatabase } from '#tests/support/whole-database.ts'

const source = readFileSync('server/features/demo/gmg-2007.json', 'utf8')

async function restsOn(db: Db, table: 'membership' | 'space_access', kind: string, fileId: string) {
  return db
    .selectFrom(table)
    .select(['rests_on', 'rests_on_ref'])
    .where('id', '=', await rowIdOf(db, kind, fileId))
    .executeTakeFirstOrThrow()
}

describe.each(storages)('the term of 2007 on %s', (_kind, open) => {
  let installation: EmptyInstallation
  let report: ImportReport
  let db: Db
  // One import for all: each test looks at another side of it, the last ones import again.
  beforeAll(async () => {
    installation = await open()
    db = installation.storage.db
    report = await importDemoTerm(installation.storage, source)
  }, 90_000)
  afterAll(() => installation.discard())

  test('every record that has a place is stored, and the report counts it', async () => {
    expect(report.added).toEqual({
      group: 1,
      agency: 14,
      membership: 14,
      chairmanship: 7,
      person: 31,
      seat: 31,
      space: 2,
      category: 5,
      access: 27,
      invitation: 2,
      grant: 1,
      draft: 14,
      version: 18,
      topic: 7,
      post: 28,
      anchor: 4,
    })
    const stored = {
      post: 28,
      seat: 31,
      space_access: 27,
      draft_version: 18,
      draft_anchor: 4,
      draft_update: 10,
    } as const
    for (const [table, count] of Object.entries(stored)) {
      expect([table, await countRows(db, table as keyof typeof stored)]).toEqual([table, count])
    }
    const leftOut = report.remarks.filter(({ why }) => why === 'noPlaceYet').map(({ what }) => what)
    expect(leftOut).toEqual(
      expect.arrayContaining([
        'meetings',
        'transmissions',
        'matrices',
        'silenceProcedures',
        'reports',
      ]),
    )
    expect(report.remarks.filter(({ why }) => why === 'emptyParagraph')).toEqual([
      {
        what: 'Migration Governance: concept note for discussion, Rev.1: 2 bis',
        count: 1,
        why: 'emptyParagraph',
      },
    ])
    expect(report.remarks.find(({ why }) => why === 'withoutText')).toMatchObject({ count: 4 })
  })

  test('members rest on what admitted them, and access on what it rests on', async () => {
    const admission = { rests_on: 'GMG/DEC/2007/1', rests_on_ref: 'dec-2007-01' }
    expect(await restsOn(db, 'membership', 'membership', 'mem-unesco')).toEqual(admission)
    expect(await restsOn(db, 'space_access', 'access', 'spc-workspace for unesco')).toEqual(
      admission,
    )
    expect(await restsOn(db, 'membership', 'membership', 'mem-ilo')).toEqual({
      rests_on: 'Founding member',
      rests_on_ref: null,
    })
    expect(await restsOn(db, 'space_access', 'access', 'spc-forum-mg for iom')).toEqual({
      rests_on: 'GMG/DEC/2007/3',
      rests_on_ref: 'dec-2007-03',
    })
  })

  test('an invitation that was not accepted opens nothing and has no working link', async () => {
    const rows = await db
      .selectFrom('invitation')
      .innerJoin('agency', 'agency.id', 'invitation.agency_id')
      .select(['agency.acronym', 'state', 'role', 'is_for_agency', 'rests_on'])
      .orderBy('agency.acronym')
      .execute()
    expect(rows).toEqual([
      {
        acronym: 'UNODC',
        state: 'expired',
        role: 'takesPart',
        is_for_agency: 1,
        rests_on: 'GMG/DEC/2007/3',
      },
      {
        acronym: 'World Bank',
        state: 'created',
        role: 'takesPart',
        is_for_agency: 1,
        rests_on: 'GMG/DEC/2007/3',
      },
    ])
    expect(await countRows(db, 'invitation_link')).toBe(0)
  })

  test('texts come in all their forms: Markdown, numbered paragraphs, runs with brackets, none', async () => {
    const note = await liveTextOf(db, 'doc-mg-concept')
    expect(note?.content?.map((node) => [node.attrs?.['number'], plainText(node)])).toEqual([
      [
        '1',
        'Illustrative text. This note invites [members | members and observers] to describe who does what in the field of migration.',
      ],
      ['2', 'Members [will | are invited to] send their contributions by 14 December.'],
      ['3', 'The secretariat will compile the contributions.'],
    ])
    const minutes = await liveTextOf(db, 'doc-min-wl-2007-12-04')
    expect(minutes?.content?.map((node) => node.type)).toContain('table')
    expect((await liveTextOf(db, 'doc-workspace-guide'))?.content).toHaveLength(1)
    expect(plainText((await liveTextOf(db, 'doc-ipmd'))!)).toContain('voluntary and non-binding')
    expect(await liveTextOf(db, 'doc-matrix-brussels')).toBeNull()
  })

  test('documents keep state, symbol and drafters, and their text is nobody’s', async () => {
    expect(await draftOf(db, 'doc-ipmd')).toMatchObject({
      state: 'endorsed',
      symbol: 'GMG/2007/WP.1/Rev.1',
      has_text: 1,
    })
    expect(await draftOf(db, 'doc-matrix-brussels')).toMatchObject({
      kind: 'matrix',
      state: 'issued',
      has_text: 0,
    })
    expect(await draftOf(db, 'doc-min-prin-2007-11-09')).toMatchObject({
      kind: 'minutes',
      drafters: 'chosen',
    })
    const minutes = await draftOf(db, 'doc-min-wl-2007-12-04')
    expect(minutes).toMatchObject({ state: 'draft', drafters: 'space', comments_due: '2007-12-18' })
    const clients = await db
      .selectFrom('draft_client')
      .selectAll()
      .where('draft_id', '=', minutes.id)
      .execute()
    expect(clients).toMatchObject([{ person_id: null, epoch: 1 }])
    expect(Number(clients[0]?.next_clock)).toBeGreaterThan(0)
  })

  test('posts have numbers by time, parents, roots and quotes', async () => {
    const topicId = await rowIdOf(db, 'topic', 'thr-2')
    const posts = await db
      .selectFrom('post')
      .select(['number', 'parent_number', 'root_number'])
      .where('topic_id', '=', topicId)
      .orderBy('number')
      .execute()
    expect(
      posts.map((row) =>
        [row.number, row.parent_number, row.root_number].map((n) => n && Number(n)),
      ),
    ).toEqual([
      [1, null, 1],
      [2, 1, 1],
      [3, 1, 1],
      [4, 2, 1],
      [5, 4, 1],
      [6, 5, 1],
      [7, 1, 1],
    ])
    const quotes = await db
      .selectFrom('post_quote')
      .select(['post_number', 'quoted_number'])
      .execute()
    expect(quotes.map((row) => [Number(row.post_number), Number(row.quoted_number)])).toEqual([
      [6, 5],
    ])
    const anchors = await db
      .selectFrom('draft_anchor')
      .select(['paragraph', 'quote'])
      .where('topic_id', '=', topicId)
      .execute()
    expect(anchors).toEqual([
      {
        paragraph: '1',
        quote:
          'Illustrative text. This note invites members to describe who does what in the field of migration.',
      },
    ])
  })

  test('posts of the last 14 days are unread but by their author, older ones are read', async () => {
    expect(await readBy(db, 'fp.ilo@demo.invalid', 'thr-1')).toBe('[[1,3]]')
    expect(await readBy(db, 'fp.ilo@demo.invalid', 'thr-3')).toBe('[[1,4]]')
    expect(await readBy(db, 'fp.iom@demo.invalid', 'thr-3')).toBe('[[1,4],[6,6]]')
    expect(await readBy(db, 'fp.ilo@demo.invalid', 'thr-6')).toBeNull()
    expect(await readBy(db, 'secretariat@demo.invalid', 'thr-6')).toBe('[[1,1],[3,3]]')
  })

  test('events carry the file’s time and are marked, and the log runs as the term went', async () => {
    const events = await db
      .selectFrom('event')
      .select(['kind', 'at', 'is_imported', 'seq'])
      .orderBy('seq')
      .execute()
    const written = events.filter(({ kind }) => kind === 'post.written' || kind === 'topic.started')
    expect(written).toHaveLength(28)
    expect(written.map(({ at }) => Number(at))).toEqual(
      written.map(({ at }) => Number(at)).toSorted((a, b) => a - b),
    )
    expect(Number(written.at(-1)?.at)).toBe(Date.parse('2007-12-19T10:10:00Z'))
    expect(written.every((event) => Number(event.is_imported) === 1)).toBe(true)
    expect(events.map(({ seq }) => Number(seq))).toEqual(events.map((_, index) => index + 1))
    expect(events.at(-1)?.kind).toBe('term.imported')
  })

  test('a demonstration’s clock starts at the file’s', async () => {
    const row = await findInstallation(db)
    const now = Date.now() + Number(row?.clock_offset)
    expect(Number(row?.is_demo)).toBe(1)
    expect(Math.abs(now - Date.parse('2007-12-20T12:00:00Z'))).toBeLessThan(30_000)
  })

  test('a second import changes nothing and leaves the clock alone', async () => {
    const before = await wholeDatabase(db)
    const again = await importTerm(installation.storage, source, Date.now())
    expect(again).toMatchObject({ added: {}, differs: [], recognised: [], alreadyThere: 206 })
    expect(await wholeDatabase(db)).toEqual(before)
  })

  test('what is new in the file is added, what differs is listed and kept', async () => {
    const changed = JSON.parse(source) as { forumTopics: { title: string; posts: object[] }[] }
    const topic = changed.forumTopics[0]!
    topic.title = 'Renamed in the file'
    topic.posts.push({
      id: 'pst-new',
      authorSeat: 'seat-fp-ilo',
      at: '2007-12-20T08:00:00Z',
      body: 'New.',
      replyTo: 'pst-3',
    })
    const added = await importTerm(installation.storage, JSON.stringify(changed), Date.now())
    expect(added.added).toEqual({ post: 1 })
    expect(added.differs).toEqual([
      { kind: 'topic', fileId: 'thr-1', title: 'Renamed in the file' },
    ])
    const stored = await db
      .selectFrom('topic')
      .select(['title', 'highest_number', 'post_count', 'excerpt'])
      .where('id', '=', await rowIdOf(db, 'topic', 'thr-1'))
      .executeTakeFirstOrThrow()
    expect({
      ...stored,
      highest_number: Number(stored.highest_number),
      post_count: Number(stored.post_count),
    }).toEqual({
      title: 'Welcome, and how to use this forum',
      highest_number: 4,
      post_count: 4,
      excerpt: 'New.',
    })
    const post = await db
      .selectFrom('post')
      .select(['number', 'parent_number', 'root_number'])
      .where('id', '=', await rowIdOf(db, 'post', 'pst-new'))
      .executeTakeFirstOrThrow()
    expect([post.number, post.parent_number, post.root_number].map(Number)).toEqual([4, 3, 1])
  })
})
