/** How many persons send requests, each with a token of their own. */
export const persons = 10

/** A group of ten agencies with one focal point each, in the format of a term's file. */
export const benchTerm = {
  meta: { name: 'Bench', version: '1', clock: '2026-01-01T09:00:00Z', timezone: 'UTC' },
  group: { id: 'bench', name: 'Bench', acronym: 'BENCH', levels: ['principals', 'working'] },
  agencies: Array.from({ length: persons }, (_, n) => ({
    id: `agency-${n}`,
    acronym: `AGENCY ${n}`,
    name: `Agency ${n}`,
    kind: 'entity',
  })),
  memberships: Array.from({ length: persons }, (_, n) => ({
    id: `membership-${n}`,
    agencyId: `agency-${n}`,
    status: 'active',
    founding: true,
  })),
  seats: Array.from({ length: persons }, (_, n) => ({
    id: `seat-${n}`,
    agencyId: `agency-${n}`,
    role: 'focalPoint',
    displayName: `Focal point ${n}`,
    login: addressOf(n),
  })),
  spaces: [
    { id: 'workspace', kind: 'workspace', name: 'Workspace', audience: { rule: 'allMembers' } },
  ],
}

export function addressOf(person: number): string {
  return `person.${person}@bench.example`
}

const sentences = [
  'We would keep the wording of paragraph two as it stands, and add the source in a footnote.',
  'Could each agency name **one** focal point for the table before the end of the week?',
  'The figures of last year are in the annex; those of this year come with the next report.',
  'See [the annex](https://example.org/annex) for the list of *partners* and their contributions.',
]

/** A post of the length that people write: three sentences, sometimes with a list. */
export function benchPost(n: number): string {
  const words = [0, 1, 2].map((offset) => sentences[(n + offset) % sentences.length]).join(' ')
  return n % 5 === 0 ? `${words}\n\n- first point\n- second point\n- third point` : words
}
