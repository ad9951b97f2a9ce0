import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import { MESSAGE, SYNC } from '#server/collab/protocol.ts'
import { openStored } from './fresh-reader.ts'
import type { InMemoryDraftLog } from './in-memory-draft-log.ts'
import type { SimulatedClient } from './simulated-client.ts'
import { creditedDeleter, isStored, lettersIn, readingOf } from './simulation-ledger.ts'
import type { Copy, StructKey, Ledger, Letter } from './simulation-ledger.ts'

/** What an honest client may be sent away with; it comes back from each of these. */
const MAY_END_WITH = ['storage', 'stale', 'rights', 'shutdown']

export interface Scene {
  log: InMemoryDraftLog
  ledger: Ledger
  writers: SimulatedClient[]
  /** Among the writers; may be sent away with `identity`. */
  mallory: SimulatedClient
  /** Edits, and may not. */
  reader: SimulatedClient
  /** Only looks on. */
  observer: SimulatedClient
  /** Letters of changes by the server that it was told are stored. */
  serverAcknowledged: Set<StructKey>
}

/**
 * Says in words what is wrong (DESIGN.md 3.13): replicas converge; every acknowledged letter is
 * visible to a fresh reader, was deleted by someone, or is offered as orphaned; nobody saw what is
 * gone; nothing is doubled; acknowledged deletions hold; readers changed nothing; text and
 * deletions are credited to who made them.
 */
export class Oracle {
  readonly wrong = new Set<string>()
  readonly #scene: Scene

  constructor(scene: Scene) {
    this.#scene = scene
  }

  get #everybody(): SimulatedClient[] {
    const { writers, reader, observer } = this.#scene
    return [...writers, reader, observer]
  }

  say(words: string): void {
    this.wrong.add(words)
  }

  /** Stored, then shown, then said (C4), looked at when the server sends a message. */
  lookAt(client: SimulatedClient, message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const kind = decoding.readVarUint(decoder)
    if (kind === MESSAGE.stored) {
      const covered = client.coveredBy(decoding.readVarUint(decoder))
      if (!covered) return this.say(`${client.name} was told of more than it had sent`)
      this.#expectStored(covered.typed, `said to ${client.name}`)
      this.#expectDeleted(covered.deleted, `said to ${client.name}`)
    } else if (kind === MESSAGE.sync && decoding.readVarUint(decoder) !== SYNC.step1) {
      const shown = Y.parseUpdateMeta(decoding.readVarUint8Array(decoder)).to
      const { clients } = this.#scene.log.draft('7')
      for (const [id, to] of shown) {
        if ((clients.get(id)?.nextClock ?? 0) < to) {
          this.say(`shown to ${client.name} before it was stored`)
        }
      }
    }
  }

  /** After a kill, before anybody comes back: what was said and seen is there. */
  judgeDisk(): void {
    const fresh = this.#open()
    if (!fresh) return
    for (const client of this.#everybody) {
      this.#expectStored(client.acknowledged, `killed after it was said to ${client.name}`)
      this.#expectStored(client.seen, `killed after ${client.name} saw it`)
    }
    const visible = lettersIn(fresh)
    for (const client of this.#everybody) {
      this.#expectAccounted(client.acknowledged, visible, `"Saved" to ${client.name}`)
      this.#expectAccounted(client.seen, visible, `seen by ${client.name}`)
    }
  }

  /** All messages have arrived: who is in has the stored text, without coming back for it. */
  judgeReplicas(): void {
    const fresh = this.#open()
    if (!fresh) return
    const text = readingOf(fresh)
    const { reader } = this.#scene
    for (const client of this.#everybody) {
      if (!client.connection) continue
      const { pendingStructs, pendingDs } = client.doc.store
      if (pendingStructs || pendingDs) this.say(`${client.name} waits for text for ever`)
      if (client !== reader && readingOf(client.doc) !== text) this.say(`${client.name} diverged`)
    }
  }

  /** Everybody has come back, said everything, and left again. */
  judgeText(): void {
    const fresh = this.#open()
    if (!fresh) return
    const { writers, serverAcknowledged } = this.#scene
    const visible = lettersIn(fresh)
    for (const client of this.#everybody) {
      this.#expectAccounted(client.acknowledged, visible, `"Saved" to ${client.name}`)
      this.#expectAccounted(client.seen, visible, `seen by ${client.name}`)
      for (const key of client.acknowledgedDeletions) {
        if (visible.has(key)) this.say(`a deletion by ${client.name} was "Saved" and is undone`)
      }
      this.#judgeEnds(client)
    }
    this.#expectAccounted(serverAcknowledged, visible, 'stored for the server')
    for (const client of writers) this.#expectSaid(client)
    this.#judgeDoubles(visible)
    this.#judgeCredit(fresh, visible)
  }

  #open(): Y.Doc | null {
    try {
      return openStored(this.#scene.log)
    } catch (error) {
      this.say(`a fresh reader cannot open the draft: ${(error as Error).message}`)
      return null
    }
  }

  #copies(keys: Iterable<StructKey>): Copy[] {
    return [...keys].flatMap((key) => this.#scene.ledger.copies.get(key) ?? [])
  }

  #expectStored(keys: Iterable<StructKey>, when: string): void {
    for (const copy of this.#copies(keys)) {
      if (!isStored(this.#scene.log, copy)) this.say(`${copy.letter} is not stored: ${when}`)
    }
  }

  #expectDeleted(keys: Iterable<StructKey>, when: string): void {
    const { log } = this.#scene
    for (const copy of this.#copies(keys)) {
      if (isStored(log, copy) && creditedDeleter(log, copy) !== null) continue
      // What Yjs deletes by itself is credited to nobody, also when somebody says so afterwards.
      const fresh = this.#open()
      if (fresh && !lettersIn(fresh).has(copy.key)) continue
      this.say(`the deletion of ${copy.letter} is not stored: ${when}`)
    }
  }

  #expectAccounted(keys: Iterable<StructKey>, visible: Map<StructKey, Letter>, how: string): void {
    for (const copy of this.#copies(keys)) {
      if (visible.has(copy.key) || this.#wasDeleted(copy) || this.#isOffered(copy)) continue
      this.say(`${copy.letter} is gone: it was ${how}`)
    }
  }

  /** By somebody whom the log names, and who did it. */
  #wasDeleted(copy: Copy): boolean {
    const deleter = creditedDeleter(this.#scene.log, copy)
    const did = [...copy.deletedBy, ...copy.vanishedWith]
    return did.some((token) => deleter === `person-${token}`)
  }

  /** As text written into a paragraph that was replaced (H6); by the next compaction, if not yet. */
  #isOffered({ letter }: Copy): boolean {
    const { orphans, rows, snapshot } = this.#scene.log.draft('7')
    const has = (found: { text: string }[]) => found.some(({ text }) => text.includes(letter))
    if (has(orphans)) return true
    const updates = rows.map(({ update }) => update)
    return (
      rows.length > 0 && has(compactUpdates(snapshot ? [snapshot, ...updates] : updates).orphans)
    )
  }

  #expectSaid({ name, token, typed, acknowledged }: SimulatedClient): void {
    for (const { key, letter, vanishedWith } of this.#copies(typed)) {
      if (!acknowledged.has(key) && !vanishedWith.has(token))
        this.say(`${letter} of ${name} was never "Saved"`)
    }
  }

  #judgeEnds({ name, ends, connection }: SimulatedClient): void {
    const allowed = this.#scene.mallory.name === name ? [...MAY_END_WITH, 'identity'] : MAY_END_WITH
    const unexpected = ends.filter((end) => !allowed.includes(end))
    if (unexpected.length > 0) this.say(`${name} was sent away: ${unexpected.join()}`)
    if (!connection) this.say(`${name} could not come back`)
  }

  /** Each letter stands where it was typed, and nowhere else. */
  #judgeDoubles(visible: Map<StructKey, Letter>): void {
    for (const [key, letter] of visible) {
      const typed = this.#scene.ledger.copies.get(key)?.letter
      if (typed !== letter) this.say(`${letter} stands where ${typed ?? 'nothing'} was typed`)
    }
  }

  #judgeCredit(fresh: Y.Doc, visible: Map<StructKey, Letter>): void {
    const { log, ledger, reader, observer } = this.#scene
    const { clients, deletions } = log.draft('7')
    for (const { key, client, letter, token } of this.#copies(visible.keys())) {
      if (token === reader.token) this.say(`${letter} was written by a reader`)
      const owner = clients.get(client)?.personId ?? 'nobody'
      if (owner !== `person-${token}`) {
        this.say(`${letter} (${key}) of ${token} is credited to ${owner}`)
      }
    }
    for (const copy of ledger.copies.values()) {
      const deleter = creditedDeleter(log, copy)
      if (deleter === null || visible.has(copy.key)) continue
      if (!this.#wasDeleted(copy))
        this.say(`the deletion of ${copy.letter} is credited to ${deleter}`)
    }
    for (const { personId } of deletions) {
      if ([reader, observer].some(({ token }) => personId === `person-${token}`)) {
        this.say('a deletion is credited to a reader')
      }
    }
    const unowned = [...fresh.store.clients.keys()].filter((id) => !clients.get(id)?.personId)
    if (unowned.length > 0) this.say(`text of nobody: ${unowned.join()}`)
  }
}
