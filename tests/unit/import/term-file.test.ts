import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseTermFile } from '#server/features/import/parse-term-file.ts'
import { digestOf, PlanContext } from '#server/features/import/plan-context.ts'
import { reportLines } from '#server/features/import/import-report.ts'

const group = { name: 'G', acronym: 'G', timezone: 'America/New_York' }
const problemsOf = (source: string) => {
  try {
    parseTermFile(source)
    return []
  } catch (error) {
    return (error as { fields: { path: string }[] }).fields.map(({ path }) => path)
  }
}

test('the term of 2007 is in the format, and an optional key may be null as well as missing', () => {
  expect(problemsOf(readFileSync('server/features/demo/gmg-2007.json', 'utf8'))).toEqual([])
  expect(
    problemsOf(
      JSON.stringify({ group: { ...group, established: null }, agencies: null, meta: null }),
    ),
  ).toEqual([])
})

test('every problem is named by its path, up to twenty', () => {
  const seats = Array.from({ length: 30 }, (_, n) => ({
    id: `s${n}`,
    role: 'focalPoint',
    agencyId: 'nobody',
  }))
  const paths = problemsOf(JSON.stringify({ group, seats }))
  expect(paths).toHaveLength(20)
  expect(paths.slice(0, 2)).toEqual(['seats.0.agencyId', 'seats.1.agencyId'])
})

test('a byte order mark is no error; a line that ends in the middle of a word is named', () => {
  expect(problemsOf(`\uFEFF${JSON.stringify({ group })}`)).toEqual([])
  expect(problemsOf('{\n  "group": {\n    "name" "G"\n  }\n}')).toEqual(['line 3, column 12'])
})

test('a day is its noon in the group’s time zone, a month or year its first day’s', () => {
  const context = new PlanContext(parseTermFile(JSON.stringify({ group })), 0)
  const at = (value: string) => new Date(context.instantOf(value) ?? NaN).toISOString()
  expect(at('2007-12-04')).toBe('2007-12-04T17:00:00.000Z')
  expect(at('2007-07')).toBe('2007-07-01T16:00:00.000Z')
  expect(at('2006')).toBe('2006-01-01T17:00:00.000Z')
  expect(at('2007-12-04T15:00:00+02:00')).toBe('2007-12-04T13:00:00.000Z')
  expect(context.instantOf(null)).toBeNull()
})

test('a record differs by what it says, not by the order of its keys or by nulls', () => {
  expect(digestOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(digestOf({ b: { c: [1, 2] }, a: 1 }))
  expect(digestOf({ a: [1, 2] })).not.toBe(digestOf({ a: [2, 1] }))
})

test('the report says in words what was added, kept and left out', () => {
  const lines = reportLines({
    groupId: 'g',
    groupName: 'G',
    added: { agency: 1, post: 3 },
    alreadyThere: 2,
    recognised: ['group G'],
    differs: [{ kind: 'topic', fileId: 't1', title: 'T' }],
    remarks: [{ what: 'meetings', count: 8, why: 'noPlaceYet' }],
  })
  expect(lines).toEqual([
    'G',
    'Added: 1 agency, 3 posts.',
    'Already there: 2 records, not changed.',
    'Recognised: group G',
    'Differs, kept: topic T (t1)',
    'meetings (8): left out: Plenary has no place for this section yet.',
  ])
})
