import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Author, AuthorTable } from '#shared/editor/author-table.ts'

const people: Author[] = ['ann', 'ben', 'cleo'].map((personId) => ({ personId, agencyId: 'A' }))
const person = (index: number): Author | null => people[index] ?? null

const assignment = fc.record({
  client: fc.constantFrom(7, 4_000_000_000),
  from: fc.integer({ min: 0, max: 30 }),
  length: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constant(Infinity)),
  author: fc.integer({ min: 0, max: 3 }),
})

test('the last word on each clock holds, however ranges overlap, and survives being written flat', () => {
  fc.assert(
    fc.property(fc.array(assignment, { maxLength: 12 }), (assignments) => {
      const table = new AuthorTable()
      const said = new Map<number, (Author | null)[]>()
      for (const { client, from, length, author } of assignments) {
        table.assign(client, from, from + length, person(author))
        const clocks = said.get(client) ?? Array<Author | null>(50).fill(null)
        clocks.fill(person(author), from, Math.min(from + length, 50))
        said.set(client, clocks)
      }
      const copy = AuthorTable.fromFlat(table.authors, table.flat())
      for (const [client, clocks] of said) {
        const told = (from: AuthorTable) => clocks.map((_, clock) => from.at(client, clock))
        expect(told(table)).toEqual(clocks)
        expect(told(copy)).toEqual(clocks)
      }
    }),
    { numRuns: 300, seed: 11 },
  )
})

test('typing on adds no entries', () => {
  const table = new AuthorTable()
  for (let clock = 0; clock < 100; clock++) table.assign(7, clock, Infinity, person(0))
  expect(table.flat()).toEqual([7, 0, 0])
})
