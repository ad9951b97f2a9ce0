import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importTerm } from '#server/features/import/index.ts'
import { smallTerm } from '#tests/support/small-term.ts'
import { type EmptyInstallation, storages } from '#tests/support/storages.ts'
import { countRows } from '#tests/support/whole-database.ts'

/** A path into the small term, what is put there (undefined: taken away), and what the refusal names. */
const broken: [what: string, path: string, value: unknown, names: string][] = [
  ['no group', 'group', undefined, 'group: '],
  ['a date that is none', 'chairmanships.0.to', '31 December', 'chairmanships.0.to: '],
  [
    'a term that ends too early',
    'chairmanships.0.to',
    '1999-01-01',
    'chairmanships.0.to: is before it begins',
  ],
  ['a role that nobody has', 'seats.1.role', 'emperor', 'seats.1.role: '],
  [
    'an address that is none',
    'seats.0.login',
    'secretariat',
    'seats.0.login: not an e-mail address',
  ],
  ['a time zone that is none', 'meta.timezone', 'Lisbon', 'meta.timezone: not a time zone'],
  [
    'an agency that is not there',
    'seats.2.agencyId',
    'omega',
    'seats.2.agencyId: nothing in agencies has the id "omega"',
  ],
  [
    'an id that stands twice',
    'agencies.1.id',
    'alpha',
    'agencies.1.id: "alpha" stands there twice',
  ],
  [
    'an acronym that stands twice',
    'agencies.1.acronym',
    'ALPHA',
    'agencies.1.acronym: "ALPHA" stands there twice',
  ],
  [
    'a text that is not there',
    'documents.0.versions.0.bodyId',
    'gone',
    'documents.0.versions.0.bodyId: nothing in texts',
  ],
  [
    'a bracket that is not there',
    'texts.0.paragraphs.0.runs',
    [{ bracket: 'br' }],
    'texts.0.paragraphs.0.runs.0.bracket: ',
  ],
  [
    'an invitation of a stranger',
    'invitations.0.states.omega',
    'pending',
    'invitations.0.states.omega: ',
  ],
  [
    'an answer to a post elsewhere',
    'forumTopics.0.posts.0.replyTo',
    'nowhere',
    'forumTopics.0.posts.0.replyTo: no post',
  ],
  [
    'posts that answer each other',
    'forumTopics.0.posts',
    circle(),
    'forumTopics.0.posts.0.replyTo: answers itself',
  ],
  [
    'an anchor in a paragraph that is not there',
    'forumTopics.0.anchors',
    [{ documentId: 'doc-note', version: 1, paragraphId: 'p9' }],
    'forumTopics.0.anchors.0.paragraphId: no paragraph there has the id "p9"',
  ],
]

function circle() {
  return [
    { id: 'x', body: 'x', replyTo: 'y' },
    { id: 'y', body: 'y', replyTo: 'z' },
    { id: 'z', body: 'z', replyTo: 'x' },
  ]
}

function withChange(path: string, value: unknown): string {
  const term = structuredClone(smallTerm)
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let at = term as unknown as Record<string, unknown>
  for (const step of steps) at = at[step] as Record<string, unknown>
  at[last] = value
  return JSON.stringify(term)
}

describe.each(storages)('a broken file on %s', (_kind, open) => {
  let installation: EmptyInstallation
  beforeAll(async () => {
    installation = await open()
  }, 90_000)
  afterAll(() => installation.discard())

  const refused = async (source: string) => {
    const error = await importTerm(installation.storage, source, Date.now()).catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 'invalid' })
    expect(await countRows(installation.storage.db, 'group')).toBe(0)
    return (error as Error).message
  }

  test.each(broken)(
    '%s: nothing is stored, and the path is named',
    async (_what, path, value, names) => {
      expect(await refused(withChange(path, value))).toContain(names)
    },
  )

  test('no JSON: the line and column are named', async () => {
    const lines = readFileSync('server/features/demo/gmg-2007.json', 'utf8').split('\n')
    lines[2] = lines[2]!.replace(':', '')
    expect(await refused(lines.join('\n'))).toMatch(/line 3, column \d+: no JSON/)
  })

  test('a file that ends too early: its last line is named', async () => {
    expect(await refused('{\n "group": {\n  "name": "X"')).toContain('line 3')
  })
})
