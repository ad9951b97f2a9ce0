// The one table of layers and walls. `.dependency-cruiser.cjs` turns each wall into a rule, and
// walls.test.ts turns each refused pair into a fixture that must fail: nothing is written twice.

/** A regular expression on paths, relative to the repository's root. */
type Pattern = string

/** Something that must not import something else. */
export interface Wall {
  name: string
  why: string
  from: { path?: Pattern; pathNot?: Pattern[] }
  to: Target
  /** Imports that this wall refuses, as [importing file, imported file or package]. */
  refused: [from: string, to: string][]
}

/** What a wall refuses to have imported; all given conditions must hold. */
interface Target {
  path?: Pattern
  pathNot?: Pattern[]
  circular?: true
  /** Every step of a cycle must be of such a kind. */
  viaOnly?: { dependencyTypesNot: string[] }
  couldNotResolve?: true
  dependencyTypes?: string[]
  dependencyTypesNot?: string[]
}

const PRODUCT = '^(server|client|shared)/'

/** Libraries that only some places may touch. */
const LIBRARY_WALLS = [
  {
    name: 'express',
    packages: ['express', 'express-session', 'helmet', 'compression'],
    only: [
      '^server/http/',
      '^server/features/[^/]+/[^/]+-routes\\.ts$',
      '^server/(compose|bindings|main)\\.ts$',
    ],
    refusedIn: ['server/features/forum/forum-service.ts', 'server/log/event-log.ts'],
  },
  {
    name: 'database',
    packages: ['kysely', 'better-sqlite3', 'pg', '@electric-sql/pglite'],
    only: ['^server/storage/', '^server/.+-store\\.ts$'],
    refusedIn: ['server/features/forum/forum-service.ts', 'server/features/forum/forum-routes.ts'],
  },
  {
    name: 'socket-io',
    packages: ['socket.io', 'socket.io-client', '@socket.io/redis-streams-adapter'],
    only: ['^(server|client)/realtime/'],
    refusedIn: ['server/features/forum/forum-service.ts', 'client/features/forum/topic-page.tsx'],
  },
  {
    name: 'yjs',
    packages: ['yjs', 'y-protocols', 'y-websocket', 'y-indexeddb', 'lib0', '@tiptap/y-tiptap'],
    only: ['^server/collab/', '^server/features/drafts/', '^client/editor/', '^shared/editor/'],
    refusedIn: ['server/features/forum/forum-service.ts', 'client/features/drafts/draft-page.tsx'],
  },
]

/** What `shared` may stand on: nothing that reads a clock, a disk, a socket or a screen. */
const SHARED_PACKAGES = [
  'zod',
  'zod-openapi',
  'i18next',
  'markdown-it',
  '@tiptap',
  'yjs',
  'y-protocols',
  'lib0',
]

/** Server features in the order in which they may know each other: each only those before it. */
const FEATURE_ORDER = [
  ['identity'],
  ['groups'],
  ['spaces'],
  ['invitations', 'files'],
  ['forum'],
  ['drafts'],
  ['setup', 'administration'],
  ['import'],
  ['demo'],
]

/** Features that read the event log and nothing else; only compose knows them. */
const LOG_READERS = ['attention']

/** Every folder under server/features must stand here. */
export const SERVER_FEATURES = [...FEATURE_ORDER.flat(), ...LOG_READERS]

const inPackages = (names: string[]): Pattern =>
  `node_modules/(@types/)?(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})/`

const featureFile = (feature: string): string => `server/features/${feature}/${feature}-service.ts`
const featureIndex = (feature: string): string => `server/features/${feature}/index.ts`

function libraryWall(library: (typeof LIBRARY_WALLS)[number]): Wall {
  return {
    name: `library-${library.name}`,
    why: `${library.packages.join(', ')} only in ${library.only.join(', ')}`,
    from: { path: PRODUCT, pathNot: library.only },
    to: { path: inPackages(library.packages) },
    refused: library.refusedIn.flatMap((from) =>
      library.packages.map((name): [string, string] => [from, name]),
    ),
  }
}

/** What stands before a feature is open to it; its peers and what comes later are not. */
function orderWall(feature: string, level: number): Wall {
  const later = [...FEATURE_ORDER.slice(level).flat(), ...LOG_READERS].filter((f) => f !== feature)
  return {
    name: `order-${feature}`,
    why: `${feature} stands before or beside these and must not know them`,
    from: { path: `^server/features/${feature}/` },
    to: { path: `^server/features/(${later.join('|')})/` },
    refused: later.map((other) => [featureFile(feature), featureIndex(other)]),
  }
}

function readerWall(reader: string): Wall {
  const others = SERVER_FEATURES.filter((feature) => feature !== reader)
  return {
    name: `reader-${reader}`,
    why: `${reader} only reads the event log; what else it needs comes through a port`,
    from: { path: `^server/features/${reader}/` },
    to: { path: `^server/features/(${others.join('|')})/` },
    refused: others.map((other) => [featureFile(reader), featureIndex(other)]),
  }
}

const TREE_WALLS: Wall[] = [
  {
    name: 'tree-shared',
    why: 'shared is the contract: it imports neither side',
    from: { path: '^shared/' },
    to: { path: '^(server|client|tests|bin)/' },
    refused: [
      ['shared/errors.ts', 'server/config.ts'],
      ['shared/errors.ts', 'client/main.tsx'],
    ],
  },
  {
    name: 'tree-shared-io',
    why: `shared does no I/O: no node modules, no packages but ${SHARED_PACKAGES.join(', ')}`,
    from: { path: '^shared/' },
    to: {
      pathNot: [`^node_modules/(${SHARED_PACKAGES.join('|')})/`, PRODUCT],
    },
    refused: [
      ['shared/errors.ts', 'node:fs'],
      ['shared/errors.ts', 'express'],
      ['shared/errors.ts', 'react'],
    ],
  },
  {
    name: 'tree-client',
    why: 'the client knows the server by its contract only',
    from: { path: '^client/' },
    to: { path: '^(server|tests|bin)/|^node:|^(fs|path|crypto)$' },
    refused: [
      ['client/main.tsx', 'server/config.ts'],
      ['client/main.tsx', 'node:fs'],
      ['client/main.tsx', 'tests/support/chromium.ts'],
    ],
  },
  {
    name: 'tree-server',
    why: 'the server needs no screen',
    from: { path: '^server/' },
    to: { path: `^(client|tests|bin)/|${inPackages(['react', 'react-dom', '@mantine/[^/]+'])}` },
    refused: [
      ['server/config.ts', 'client/main.tsx'],
      ['server/config.ts', 'tests/support/chromium.ts'],
      ['server/config.ts', 'react'],
    ],
  },
  {
    name: 'tree-omit-dev',
    why: 'npm ci --omit=dev suffices to serve',
    from: { path: PRODUCT },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['/@types/'] },
    refused: [['server/config.ts', 'vitest']],
  },
]

const SERVER_WALLS: Wall[] = [
  {
    name: 'server-engine',
    why: 'the engine imports no feature: what it needs of them comes through ports, by compose',
    from: { path: '^server/(access|collab|log|storage|http|realtime|jobs)/' },
    to: { path: '^server/features/' },
    refused: ['access', 'collab', 'log', 'storage', 'http', 'realtime', 'jobs'].map((part) => [
      `server/${part}/${part}-part.ts`,
      'server/features/forum/index.ts',
    ]),
  },
  {
    name: 'server-feature-index',
    why: 'another feature only through its index.ts (a policy may use another pure policy)',
    from: { path: '^server/features/([^/]+)/', pathNot: ['-policy\\.ts$'] },
    to: {
      path: '^server/features/[^/]+/',
      pathNot: ['^server/features/$1/', '^server/features/[^/]+/index\\.ts$'],
    },
    refused: [
      [featureFile('forum'), featureFile('spaces')],
      [featureFile('forum'), 'server/features/spaces/spaces-policy.ts'],
    ],
  },
  {
    name: 'server-compose',
    why: 'only the entries know the composition root',
    from: { path: PRODUCT, pathNot: ['^server/(main|tool|compose)\\.ts$', '^server/compose/'] },
    to: { path: '^server/(main\\.ts|tool\\.ts|compose\\.ts|compose/)' },
    refused: [
      [featureFile('forum'), 'server/compose.ts'],
      [featureFile('forum'), 'server/main.ts'],
    ],
  },
]

const PURE_WALLS: Wall[] = [
  {
    name: 'pure-policy',
    why: 'a policy is pure: it imports shared and other policies, and for the rest only types',
    from: { path: '-policy\\.ts$' },
    to: { pathNot: ['^shared/', '-policy\\.ts$'], dependencyTypesNot: ['type-only'] },
    refused: [
      ['server/features/forum/forum-policy.ts', 'server/features/forum/forum-store.ts'],
      ['server/features/forum/forum-policy.ts', 'node:fs'],
      ['server/features/forum/forum-policy.ts', 'express'],
    ],
  },
  {
    name: 'pure-rules',
    why: 'rules are pure state machines: they import nothing but shared',
    from: { path: '^shared/rules/' },
    to: { pathNot: ['^shared/'], dependencyTypesNot: ['type-only'] },
    refused: [['shared/rules/draft-state.ts', 'zod']],
  },
]

const CLIENT_WALLS: Wall[] = [
  {
    name: 'client-feature-index',
    why: 'another feature only through its index.ts',
    from: { path: '^client/features/([^/]+)/' },
    to: {
      path: '^client/features/[^/]+/',
      pathNot: ['^client/features/$1/', '^client/features/[^/]+/index\\.tsx?$'],
    },
    refused: [['client/features/forum/topic-page.tsx', 'client/features/drafts/draft-page.tsx']],
  },
  {
    name: 'client-foundation',
    why: 'what features stand on knows no feature',
    from: { path: '^client/(ui|theme|i18n|realtime|editor)/' },
    to: { path: '^client/features/' },
    refused: ['ui', 'theme', 'i18n', 'realtime', 'editor'].map((part) => [
      `client/${part}/${part}-part.ts`,
      'client/features/forum/index.ts',
    ]),
  },
]

const HABIT_WALLS: Wall[] = [
  {
    name: 'no-cycle',
    why: 'no cycles, inside features neither; types alone, which are gone at run time, make none',
    from: { path: PRODUCT },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    refused: [
      ['server/features/forum/circle-a.ts', 'server/features/forum/circle-b.ts'],
      ['server/features/forum/circle-b.ts', 'server/features/forum/circle-a.ts'],
    ],
  },
  {
    name: 'resolves',
    why: 'an import that is not found escapes every other wall',
    from: {},
    to: { couldNotResolve: true },
    refused: [['server/config.ts', '#shared/not-there.ts']],
  },
]

export const WALLS: Wall[] = [
  ...LIBRARY_WALLS.map(libraryWall),
  ...TREE_WALLS,
  ...SERVER_WALLS,
  ...FEATURE_ORDER.flatMap((level, at) => level.map((feature) => orderWall(feature, at))),
  ...LOG_READERS.map(readerWall),
  ...PURE_WALLS,
  ...CLIENT_WALLS,
  ...HABIT_WALLS,
]
