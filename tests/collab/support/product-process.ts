import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import * as Y from 'yjs'
import { databaseFile } from '#server/backup/data-folder.ts'
import { compose } from '#server/compose.ts'
import { loadDraft } from '#server/features/drafts/draft-log.ts'
import { makeApiToken } from '#server/features/identity/index.ts'
import { importTerm } from '#server/features/import/index.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { testConfig } from '#tests/support/installation.ts'
import { smallTerm } from '#tests/support/small-term.ts'

/** A data folder with a draft in it, and tokens of people who may write or read it. */
export interface SeededProduct {
  dataDir: string
  draftId: string
  /** By login; each is a person of its own. */
  tokens: Record<string, string>
}

export async function seedProduct(dataDir: string, logins: string[]): Promise<SeededProduct> {
  const plenary = await compose({ ...testConfig, dataDir }, pino({ level: 'silent' }))
  await plenary.listen()
  const { services } = plenary
  await importTerm(services.storage, JSON.stringify(smallTerm), services.clock.now())
  const tokens: Record<string, string> = {}
  for (const login of logins) {
    const email = `${login}@council.example`
    tokens[login] = (await makeApiToken(services, { email, scopes: ['read', 'draft'] })).token
  }
  const draft = await services.storage.db
    .selectFrom('draft')
    .select('id')
    .where('title', '=', 'Note on tide tables')
    .executeTakeFirstOrThrow()
  await plenary.stop()
  return { dataDir, draftId: draft.id, tokens }
}

/** A port that nobody has, for a server that must come back at the same address. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * The product in a process of its own. It can be loaded ahead of its time, so that a test that kills
 * one after the other waits for none.
 */
export class ProductProcess {
  readonly #child: ChildProcess
  readonly #loaded: Promise<void>

  constructor(dataDir: string, port: number) {
    this.#child = fork(new URL('./serve-product.ts', import.meta.url), {
      execArgv: [],
      env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), RATE_LIMITS: 'off' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#loaded = this.#hears('loaded')
    // One that is killed before it was needed is nobody's failure.
    this.#loaded.catch(() => undefined)
  }

  /** Resolves when it listens. */
  async serve(): Promise<void> {
    await this.#loaded
    const listening = this.#hears('listening')
    this.#child.send('go')
    await listening
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    const { exitCode, signalCode } = this.#child
    if (exitCode === null && signalCode === null) await once(this.#child, 'exit')
  }

  async #hears(word: string): Promise<void> {
    const ended = once(this.#child, 'exit').then(() => ['its end'])
    const [heard] = (await Promise.race([once(this.#child, 'message'), ended])) as unknown[]
    if (heard !== word) throw new Error(`the server did not say "${word}" but ${String(heard)}`)
  }
}

/** What the disk has of a draft, read as somebody who opens it; nothing serves it meanwhile. */
export async function readDraftFromDisk(dataDir: string, draftId: string): Promise<Y.Doc> {
  const sqlite = openConnection(databaseFile(dataDir), 'writer')
  try {
    const stored = await loadDraft(kyselyOver(sqlite), draftId)
    if (!stored) throw new Error('the draft is gone')
    const doc = new Y.Doc()
    doc.getXmlFragment('default')
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot)
    for (const { update } of stored.rows) Y.applyUpdate(doc, update)
    if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('something stays pending')
    return doc
  } finally {
    sqlite.close()
  }
}
