import { expect, test } from 'vitest'
import { DraftCredits } from '#server/features/drafts/authorship-credits.ts'
import { type CreditSources, foldCredits } from '#server/features/drafts/authorship-fold.ts'
import { encodeDeletions } from '#server/collab/admission/deletion-index.ts'
import { SeededRandom } from '#tests/collab/support/seeded-random.ts'
import { WritingGroup } from './writing-group.ts'

const day = 86_400_000
const ann = { personId: 'ann', agencyId: 'A' }
const ben = { personId: 'ben', agencyId: null }
const nothing: CreditSources = {
  folded: null,
  taken: null,
  earlier: null,
  rows: [],
  credits: [],
  snapshot: null,
}

test('what is written is read back: authors, and deletions to the day', () => {
  const credits = new DraftCredits()
  credits.authors.assign(7, 0, Infinity, ann)
  credits.authors.assign(7, 5, 8, ben)
  credits.creditDeletion({ client: 7, clock: 2, len: 3 }, ben, 19 * day + 5)
  const copy = DraftCredits.decode(credits.encode())
  expect([0, 4, 5, 7, 8, 99].map((clock) => copy.authors.at(7, clock)?.personId)).toEqual([
    'ann',
    'ann',
    'ben',
    'ben',
    'ann',
    'ann',
  ])
  expect(copy.deletions()).toEqual([{ client: 7, clock: 2, length: 3, author: ben, day: 19 }])
})

test('H21: a deletion that is named twice stays the first’s', () => {
  const credits = new DraftCredits()
  credits.creditDeletion({ client: 7, clock: 4, len: 2 }, ann, 0)
  credits.creditDeletion({ client: 7, clock: 0, len: 10 }, ben, 3 * day)
  const told = credits
    .deletions()
    .map(({ clock, length, author }) => [clock, length, author.personId])
  expect(told).toEqual([
    [0, 4, 'ben'],
    [4, 2, 'ann'],
    [6, 4, 'ben'],
  ])
})

test('one person’s select-all-delete of 10,000 ranges is one row, folded at once', () => {
  const ranges = Array.from({ length: 10_000 }, (_, at) => ({ client: 7, clock: at * 3, len: 2 }))
  const bytes = Uint8Array.from([0, ...encodeDeletions(ranges)])
  const row = { seq: 1, bytes, ...ann, at: 0 }
  const sources = { ...nothing, rows: [row] }
  const deletions = DraftCredits.decode(foldCredits(sources).credits.encode()).deletions()
  expect(deletions).toHaveLength(10_000)
  expect(deletions.every(({ author }) => author.personId === 'ann')).toBe(true)
})

test('77,000 deletions of a month, by twenty people, take well under half a megabyte', () => {
  const random = new SeededRandom(77)
  const credits = new DraftCredits()
  const clocks = Array.from({ length: 400 }, () => 0)
  for (let made = 0; made < 77_000; made++) {
    const client = random.below(400)
    const clock = (clocks[client] ?? 0) + 1 + random.below(12)
    const len = 1 + random.below(4)
    clocks[client] = clock + len
    const author = { personId: `person-${random.below(20)}-0123456789`, agencyId: 'A' }
    credits.creditDeletion({ client: 4e9 - client * 9973, clock, len }, author, made * 30_000)
  }
  const bytes = credits.encode()
  expect(DraftCredits.decode(bytes).deletions().length).toBeGreaterThan(76_000)
  expect(bytes.byteLength).toBeLessThan(450_000)
})

test('of a database of an earlier program, persons and deletions are known, agencies are not', () => {
  const { credits } = foldCredits({
    ...nothing,
    earlier: {
      clients: [
        { clientId: 7, personId: 'ann' },
        { clientId: 8, personId: null },
      ],
      deletions: [{ client: 7, clock: 1, len: 2, ...ben, at: 2 * day }],
    },
  })
  expect([credits.authors.at(7, 3), credits.authors.at(8, 0)]).toEqual([
    { personId: 'ann', agencyId: null },
    null,
  ])
  expect(credits.deletions()).toEqual([{ client: 7, clock: 1, length: 2, author: ben, day: 2 }])
})

test('who acts for another agency in the middle of a text is credited for each', () => {
  const group = new WritingGroup('', 'ann')
  const ben = group.join('ben')
  group.agencies.set('ben', 'ILO')
  ben.type('for the first', 1)
  group.agencies.set('ben', 'IOM')
  ben.type('; for the second', 1 + 'for the first'.length)
  const expected = ['for the first/ben@ILO', '; for the second/ben@IOM']
  expect(group.credits).toEqual(expected)
  group.compact()
  expect(group.credits).toEqual(expected)
})

test('deletions are who made them, before and after compaction; words that moved were not deleted', () => {
  const group = new WritingGroup('The tables are old.', 'ann')
  const [benView, cleo] = [group.join('ben'), group.join('cleo')]
  group.now = 5 * day
  benView.dispatch(benView.state.tr.delete(5, 12))
  group.compact()
  cleo.dispatch(cleo.state.tr.delete(5, 9))
  cleo.dispatch(cleo.state.tr.split(8))
  const expected = { ben: 'tables '.length, cleo: 'are '.length }
  expect(group.deletedBy).toEqual(expected)
  group.compact()
  expect(group.deletedBy).toEqual(expected)
  expect(group.credits).toEqual(['The old/ann', './ann'])
})
