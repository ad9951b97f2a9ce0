import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import type { Gate } from '#server/collab/gate.ts'
import type { Compactor } from '#server/collab/compaction.ts'
import { CollabEngine } from '#server/collab/engine.ts'
import type { AppendResult, AppendRow } from '#server/collab/ports.ts'
import type { Refusal } from '#server/collab/refusals.ts'
import { AccessByToken } from './access-by-token.ts'
import { CountedMetrics, KeptLog } from './collab-server.ts'
import { openStored } from './fresh-reader.ts'
import { InMemoryDraftLog } from './in-memory-draft-log.ts'
import { ManualClock, turns } from './manual-clock.ts'
import { appendParagraph } from './stock-client.ts'
import { visitOf } from './visit.ts'
import { FakeTransport, WireClient } from './wire-client.ts'

/** What an attacker may be refused with: a word for each, and none that means "we do not know". */
const REASONS = new Set<Refusal | 'terminated'>([
  ...(['malformed', 'content', 'circle', 'identity', 'tooManyClients', 'tooManyGaps'] as const),
  ...(['frameTooLarge', 'draftTooLarge', 'awarenessTooLarge', 'tooFast', 'epoch'] as const),
])

/**
 * An origin that stands to the right of its right origin makes Yjs place a struct by the order in
 * which it came. Only a document could tell; compaction notices and keeps the rows.
 */
export const ORDER_LOST = 'the snapshot has'

/** Keeps what was stored, also when a compaction makes a snapshot of it. */
class KeptRows extends InMemoryDraftLog {
  readonly stored: Uint8Array[] = []

  override async append(rows: AppendRow[]): Promise<AppendResult[]> {
    const results = await super.append(rows)
    rows.forEach(({ bytes }, index) => results[index]?.ok && this.stored.push(bytes))
    return results
  }
}

const HONEST = 1_000

/** No bound on rates, and no wait that a clock would have to end. */
const LIMITS = {
  bytesPerSecond: Infinity,
  burst: Infinity,
  commitPace: 0,
  betweenExact: 0,
  compactAfterRows: 100,
  quietBeforeCare: Infinity,
}

const COMPACT_HERE: Compactor = {
  compact: async (snapshot, updates) => compactUpdates(snapshot ? [snapshot, ...updates] : updates),
  close: () => undefined,
}

/** One draft, an honest person in it, and an attacker who comes back whenever he was sent away. */
export class FuzzArena {
  readonly problems: string[] = []
  readonly refusals = new Map<string, number>()
  accepted = 0
  readonly #engine: CollabEngine
  readonly #log = new KeptRows()
  readonly #logged = new KeptLog()
  readonly #honest = new WireClient()
  /** What is stored, opened row by row as it comes. */
  readonly #fresh = new Y.Doc()
  #attacker: { gate: Gate; transport: FakeTransport } | null = null

  constructor() {
    this.#log.create('7')
    const access = new AccessByToken()
    for (const token of ['ann', 'bob']) access.grant(token, ['7'])
    this.#engine = new CollabEngine({
      log: this.#log,
      access,
      clock: new ManualClock(),
      metrics: new CountedMetrics(),
      logger: this.#logged,
      schemaVersion: '1',
      limits: LIMITS,
      compactor: COMPACT_HERE,
    })
    this.#fresh.getXmlFragment('default')
    // The same frames on the same draft at each run of a seed.
    this.#honest.doc.clientID = HONEST
  }

  /** Somebody honest is in and has written something. */
  async open(): Promise<this> {
    await this.#honest.connect(this.#engine, { token: 'ann' })
    this.#honest.edit((doc) => appendParagraph(doc, 'honest'))
    await turns()
    this.#takeIn()
    return this
  }

  /** The draft as it is stored. */
  readonly state = (): Uint8Array => Y.encodeStateAsUpdate(this.#fresh)

  readonly vector = (): Map<number, number> => Y.decodeStateVector(Y.encodeStateVector(this.#fresh))

  async send(messages: Uint8Array[]): Promise<void> {
    for (const message of messages) {
      this.#attacker ??= await this.#enter()
      this.#attacker?.gate.receive(message)
      if (this.#attacker?.transport.end) this.#leave(this.#attacker.transport.end)
    }
    await turns(3)
    // It may have been refused by what came of it.
    const end = this.#attacker?.transport.end
    if (end) this.#leave(end)
    this.#takeIn()
  }

  /** Looks from all sides, which takes too long to do it after each frame. */
  async inspect(): Promise<void> {
    const opened = openStored(this.#log)
    const whole = await this.#engine.state('7')
    const merged = tidyDoc([whole!])
    const same = Y.equalSnapshots(Y.snapshot(this.#fresh), Y.snapshot(merged))
    if (!same && !this.#isOrderLost())
      this.problems.push('a joiner gets other structs or deletions')
    const stated = [whole!, this.state()].map((update) => Y.encodeStateVectorFromUpdate(update))
    const [told, real] = stated.map((vector) => Y.decodeStateVector(vector))
    if (!isDeepStrictEqual(told, real)) this.problems.push('another state vector')
    if (this.#honest.end !== null) this.problems.push(`an honest client: ${this.#honest.end}`)
    this.problems.push(...this.#logged.entries.filter((entry) => !entry.includes(ORDER_LOST)))
    this.#expectDeletable(opened)
  }

  close(): Promise<void> {
    return this.#engine.close()
  }

  async #enter() {
    const transport = new FakeTransport()
    const gate = await this.#engine.connect(transport, visitOf('bob'))
    if (!gate) this.problems.push(`nobody is let in any more: ${transport.end}`)
    return gate && { gate, transport }
  }

  #leave(end: Refusal | 'terminated'): void {
    this.#attacker = null
    this.refusals.set(end, (this.refusals.get(end) ?? 0) + 1)
    if (!REASONS.has(end)) this.problems.push(`an attacker was refused with ${end}`)
  }

  /** The oracle of H2, row by row. */
  #takeIn(): void {
    const fresh = this.#log.stored.slice(this.accepted)
    this.accepted += fresh.length
    if (fresh.length === 0) return
    try {
      applyTidily(this.#fresh, fresh)
    } catch (error) {
      this.problems.push(`a fresh document throws: ${(error as Error).message}`)
    }
    const { pendingStructs, pendingDs } = this.#fresh.store
    if (pendingStructs || pendingDs) this.problems.push('something stays pending')
  }

  /** Whatever it is, somebody will want to be rid of it. */
  #expectDeletable(doc: Y.Doc): void {
    const fragment = doc.getXmlFragment('default')
    try {
      fragment.delete(0, fragment.length)
    } catch (error) {
      this.problems.push(`it cannot be deleted: ${(error as Error).message}`)
    }
  }

  /** Whether order decides where something stands; a problem when it cannot be compacted at all. */
  #isOrderLost(): boolean {
    try {
      compactUpdates(this.#log.stored)
      return false
    } catch (error) {
      const { message } = error as Error
      if (message.includes(ORDER_LOST)) return true
      this.problems.push(`compaction fails: ${message}`)
      return false
    }
  }
}

function tidyDoc(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.getXmlFragment('default')
  applyTidily(doc, updates)
  return doc
}

function applyTidily(doc: Y.Doc, updates: Uint8Array[]): void {
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update)
    // Else Yjs would tidy marks away, by how updates were grouped.
    transaction.local = true
  })
}
