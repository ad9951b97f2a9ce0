import { SERVER_FLAGS } from '../../../../bin/server-flags.mjs'

/** Whom the bench measures. */
export const SERVER_KINDS = ['plenary', 'hocuspocus', 'relay'] as const
export type ServerKind = (typeof SERVER_KINDS)[number]

export interface ServerPlan {
  label: string
  /** Gets its data's folder as argument, and sends `{ port }` when it listens. */
  script: string
  /** Of Node; each server runs as its makers start it. */
  flags: string[]
  /** Behind which the drafts are. */
  url(port: number): string
}

const address = (port: number) => `ws://127.0.0.1:${port}`

export const SERVER_PLANS: Record<ServerKind, ServerPlan> = {
  plenary: {
    label: 'Plenary',
    script: 'servers/plenary.ts',
    flags: SERVER_FLAGS,
    url: (port) => `${address(port)}/collab`,
  },
  hocuspocus: {
    label: 'Hocuspocus + SQLite',
    script: 'servers/hocuspocus.mjs',
    flags: [],
    url: address,
  },
  relay: {
    label: 'plain relay, stores nothing',
    script: 'servers/relay.mjs',
    flags: [],
    url: address,
  },
}

/** A text with the history of its making. */
export interface DraftState {
  /** A Yjs update (v1). */
  update: Uint8Array
  /** The next clock of each client id in it. */
  clocks: [client: number, next: number][]
}

/** Drafts as they are before anybody joins: all begin with the same text. */
export interface Seeds {
  state: DraftState
  count: number
  people: number
}

export interface Seeded {
  /** Names behind the server's address. */
  drafts: string[]
  /** One for each person; empty where the server asks nobody who they are. */
  tokens: string[]
}

/** What the process that writes them is told. */
export interface SeedOrder {
  server: ServerKind
  dataDir: string
  seeds: Seeds
}
