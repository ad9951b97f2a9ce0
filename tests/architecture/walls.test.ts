import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cruiseTree, ROOT } from './cruise.ts'
import { SERVER_FEATURES, WALLS } from './walls.ts'

const TREES = ['server', 'client', 'shared']

/** Fewer modules than this, and the tool has gone blind (it exits 0 with "0 modules"). */
const LEAST_MODULES = 150

const isSource = (file: string): boolean => /\.(ts|tsx)$/.test(file) && !file.endsWith('.d.ts')

function sourcesOnDisk(): string[] {
  return TREES.flatMap((tree) =>
    readdirSync(path.join(ROOT, tree), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((file) => path.posix.join(tree, file.replaceAll('\\', '/'))),
  ).sort()
}

describe('the tree', () => {
  it('is seen whole by the import checker', async () => {
    const { modules } = await cruiseTree(ROOT, TREES)

    const seen = modules.map((module) => module.source)
    expect(
      seen.filter((file) => /^(server|client|shared)\//.test(file) && isSource(file)).sort(),
    ).toEqual(sourcesOnDisk())
    expect(seen.length).toBeGreaterThanOrEqual(LEAST_MODULES)
  })

  it('has a place in the order for every feature of the server', () => {
    const folders = readdirSync(path.join(ROOT, 'server/features'))

    expect(folders.filter((folder) => !SERVER_FEATURES.includes(folder))).toEqual([])
  })
})

describe('each wall refuses what it is there for', () => {
  let fixture: string
  let refusals: Set<string>

  beforeAll(async () => {
    fixture = mkdtempSync(path.join(tmpdir(), 'plenary-walls-'))
    writeFixture(fixture)
    const { modules } = await cruiseTree(fixture, TREES)
    refusals = new Set(
      modules.flatMap(({ source, dependencies }) =>
        dependencies.flatMap(({ resolved, rules }) =>
          (rules ?? []).map((rule) => `${rule.name}: ${source} -> ${resolved}`),
        ),
      ),
    )
  })
  afterAll(() => rmSync(fixture, { recursive: true, force: true }))

  const pairs = WALLS.flatMap((wall) =>
    wall.refused.map(([from, to]) => ({ name: wall.name, from, to, seenAs: asSeen(to) })),
  )
  it.each(pairs)('$name: $from may not import $to', ({ name, from, seenAs }) => {
    expect(refusals).toContain(`${name}: ${from} -> ${seenAs}`)
  })

  it.each(allowedPairs())('%s may import %s', (from, to) => {
    const found = [...refusals].filter((refusal) => refusal.endsWith(`${from} -> ${asSeen(to)}`))
    expect(found).toEqual([])
  })

  it('refuses an import of types, and one through an alias, as it does a plain one', () => {
    expect(refusals).toContain(
      'library-database: server/log/typed.ts -> node_modules/kysely/index.js',
    )
    expect(refusals).toContain('tree-shared: shared/aliased.ts -> server/config.ts')
  })

  it('lets a policy import types of what it may not run', () => {
    const policy = 'server/features/spaces/spaces-policy.ts'
    expect([...refusals].filter((refusal) => refusal.includes(`: ${policy} ->`))).toEqual([])
  })

  it('has at least one refused pair for every wall', () => {
    expect(WALLS.filter((wall) => wall.refused.length === 0).map((wall) => wall.name)).toEqual([])
  })
})

/** A wall that refuses everything would pass the pairs above; these show that it has its doors. */
function allowedPairs(): [from: string, to: string][] {
  return [
    ['server/http/server.ts', 'express'],
    ['server/features/forum/forum-routes.ts', 'express'],
    ['server/features/forum/forum-store.ts', 'kysely'],
    ['server/storage/open.ts', 'better-sqlite3'],
    ['server/realtime/gateway.ts', 'socket.io'],
    ['server/collab/room.ts', 'yjs'],
    ['shared/editor/schema.ts', 'yjs'],
    ['shared/contracts/forum.ts', 'zod'],
    ['server/features/forum/forum-service.ts', 'server/features/spaces/index.ts'],
    ['server/features/forum/forum-service.ts', 'server/features/forum/forum-policy.ts'],
    ['server/features/forum/forum-policy.ts', 'shared/rights.ts'],
    ['server/compose.ts', 'server/features/notifications/index.ts'],
    ['client/features/forum/topic-page.tsx', 'client/features/spaces/index.ts'],
  ]
}

const TYPES = new Map([
  [
    'server/features/spaces/spaces-policy.ts',
    "import type { used } from './spaces-store.ts'\nexport type Used = typeof used\n",
  ],
  ['server/features/spaces/spaces-store.ts', ''],
])

const isPath = (target: string): boolean => /^(server|client|shared|tests)\//.test(target)

/** How the checker names what was imported. */
function asSeen(target: string): string {
  if (isPath(target) || target.startsWith('#')) return target
  return target.startsWith('node:')
    ? target.slice('node:'.length)
    : `node_modules/${target}/index.js`
}

function specifier(from: string, to: string): string {
  if (!isPath(to)) return to
  const relative = path.posix.relative(path.posix.dirname(from), to)
  return relative.startsWith('.') ? relative : `./${relative}`
}

/** A tree in which every pair of the table is imported, with stubs for the packages. */
function writeFixture(root: string): void {
  const imports = new Map<string, string[]>([...TYPES.keys()].map((file) => [file, []]))
  const packages = new Set<string>()
  for (const [from, to] of [...WALLS.flatMap((wall) => wall.refused), ...allowedPairs()]) {
    imports.set(from, [...(imports.get(from) ?? []), specifier(from, to)])
    if (isPath(to)) imports.set(to, imports.get(to) ?? [])
    else if (!to.includes(':') && !to.startsWith('#')) packages.add(to)
  }

  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  const versions = Object.fromEntries([...packages].map((name) => [name, '1.0.0']))
  const { vitest, ...dependencies } = versions
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      imports: { '#server/*': './server/*' },
      dependencies,
      devDependencies: { vitest },
    }),
  )
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = {}\n')
  }
  write('server/log/typed.ts', "import type { Kysely } from 'kysely'\nexport type Db = Kysely\n")
  write('shared/aliased.ts', "export * as config from '#server/config.ts'\n")
  for (const [file, targets] of imports) {
    const lines = targets.map((target, at) => `import * as used${at} from '${target}'\n`)
    write(
      file,
      `${TYPES.get(file) ?? ''}${lines.join('')}export const used = [${targets.map((_, at) => `used${at}`).join()}]\n`,
    )
  }
}
