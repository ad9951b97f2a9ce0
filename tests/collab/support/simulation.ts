import * as Y from 'yjs'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import type { Compactor } from '#server/collab/compaction.ts'
import { CollabEngine } from '#server/collab/engine.ts'
import type { AppendResult, AppendRow, DraftLog } from '#server/collab/ports.ts'
import { AccessByToken } from './access-by-token.ts'
import { CountedMetrics, KeptLog } from './collab-server.ts'
import { openStored } from './fresh-reader.ts'
import { InMemoryDraftLog } from './in-memory-draft-log.ts'
import { ManualClock, turns } from './manual-clock.ts'
import { SeededRandom } from './seeded-random.ts'
import { lettersOf, SimulatedClient } from './simulated-client.ts'
import type { Letter } from './simulated-client.ts'

/** Compacts in the same turn, so that a seed always does the same. */
const COMPACT_AT_ONCE: Compactor = {
  compact: async (snapshot, updates) => compactUpdates(snapshot ? [snapshot, ...updates] : updates),
  close: () => undefined,
}

/** The storage as one process sees it: nothing comes of its calls once it was killed. */
class LogOfProcess implements DraftLog {
  isKilled = false
  readonly #log: InMemoryDraftLog

  constructor(log: InMemoryDraftLog) {
    this.#log = log
  }

  load(draftId: string) {
    return this.#log.load(draftId)
  }
  append(rows: AppendRow[]): Promise<AppendResult[]> {
    return this.isKilled ? new Promise(() => undefined) : this.#log.append(rows)
  }
  compact(draftId: string, compacted: Parameters<DraftLog['compact']>[1]) {
    return this.isKilled
      ? new Promise<void>(() => undefined)
      : this.#log.compact(draftId, compacted)
  }
  reserveClients(draftId: string, personId: string, clientIds: number[]) {
    return this.#log.reserveClients(draftId, personId, clientIds)
  }
}

const MAY_END_WITH = ['storage', 'stale']

/**
 * N clients over queues, with random delivery, disconnects, commits held back, broken storage,
 * kills and restarts. All chance comes from the seed. The oracle is in words: see `verdicts`.
 */
export class Simulation {
  readonly log = new InMemoryDraftLog()
  readonly clients: SimulatedClient[]
  readonly reader: SimulatedClient
  readonly metrics = new CountedMetrics()
  readonly logged = new KeptLog()
  readonly #access = new AccessByToken()
  readonly #random: SeededRandom
  readonly #deleted = new Set<Letter>()
  readonly #paragraphOf = new Map<Letter, string>()
  readonly #deletedParagraphs = new Set<string>()
  #process: LogOfProcess
  #engine: CollabEngine
  #letters = 0
  #paragraphs = 0

  constructor(seed: number) {
    this.#random = new SeededRandom(seed)
    const newId = () => this.#random.below(2 ** 32)
    this.clients = [
      new SimulatedClient('ann at her desk', 'ann', newId),
      new SimulatedClient('ann on her phone', 'ann', newId),
      new SimulatedClient('bob', 'bob', newId),
      new SimulatedClient('cat', 'cat', newId),
    ]
    this.reader = new SimulatedClient('rea', 'rea', newId)
    this.log.create('7')
    for (const token of ['ann', 'bob', 'cat']) this.#access.grant(token, ['7'])
    this.#access.grant('rea', ['7'], false)
    this.#process = new LogOfProcess(this.log)
    this.#engine = this.#start()
  }

  async run(steps: number): Promise<void> {
    for (const client of this.#everybody) await client.connect(this.#engine)
    for (let i = 0; i < steps; i++) {
      await this.#step()
      await turns(2)
    }
    await this.#settle()
  }

  get #everybody(): SimulatedClient[] {
    return [...this.clients, this.reader]
  }

  #start(): CollabEngine {
    this.#process = new LogOfProcess(this.log)
    return new CollabEngine({
      log: this.#process,
      access: this.#access,
      clock: new ManualClock(),
      metrics: this.metrics,
      logger: this.logged,
      schemaVersion: '1',
      limits: { compactAfterRows: 12, compactOnLeaveRows: 4 },
      compactor: COMPACT_AT_ONCE,
    })
  }

  async #step(): Promise<void> {
    const client = this.#random.pick(this.#everybody)
    const chance = this.#random.below(100)
    if (chance < 31) this.#edit(client)
    else if (chance < 57) this.#deliver(client, () => client.deliverToServer())
    else if (chance < 83) this.#deliver(client, () => client.deliverToClient())
    else if (chance < 87) client.disconnect()
    else if (chance < 91) await client.connect(this.#engine)
    else if (chance < 95) this.log.hold()
    else if (chance < 97) this.log.release()
    else if (chance < 98) this.log.isBroken = !this.log.isBroken
    else if (chance < 99) client.startAfresh()
    else await this.#kill()
  }

  #deliver(client: SimulatedClient, deliver: () => boolean): void {
    for (let left = 1 + this.#random.below(6); left > 0 && client.connection; left--) deliver()
  }

  /** SIGKILL: what was on its way to the disk got there or not, and nobody is told. */
  async #kill(): Promise<void> {
    for (const client of this.#everybody) client.disconnect(false)
    if (this.#random.chance(0.5)) this.log.release()
    await turns(2)
    this.#process.isKilled = true
    this.log.cutOff()
    this.#engine = this.#start()
    for (const client of this.#everybody) await client.connect(this.#engine)
  }

  #edit(client: SimulatedClient): void {
    client.doc.transact(() => {
      const fragment = client.doc.getXmlFragment('default')
      const way = this.#random.below(12)
      if (fragment.length === 0 || way === 0) return this.#addParagraph(client, fragment)
      const at = this.#random.below(fragment.length)
      const paragraph = fragment.get(at) as Y.XmlElement
      if (way === 1) return this.#deleteParagraph(client, fragment, at)
      if (way === 2) return paragraph.setAttribute('level', String(this.#random.below(4)))
      const text = paragraph.get(0) as Y.XmlText
      if (way < 5) return this.#deleteLetters(client, text)
      if (way === 5) return this.#format(text)
      this.#write(client, text, paragraph.getAttribute('name')!)
    })
  }

  #addParagraph(client: SimulatedClient, fragment: Y.XmlFragment): void {
    const name = `p${++this.#paragraphs}`
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('name', name)
    const text = new Y.XmlText()
    paragraph.insert(0, [text])
    fragment.insert(this.#random.below(fragment.length + 1), [paragraph])
    this.#write(client, text, name)
  }

  #deleteParagraph(client: SimulatedClient, fragment: Y.XmlFragment, at: number): void {
    const paragraph = fragment.get(at) as Y.XmlElement
    if (client !== this.reader) this.#deletedParagraphs.add(paragraph.getAttribute('name')!)
    fragment.delete(at, 1)
  }

  #deleteLetters(client: SimulatedClient, text: Y.XmlText): void {
    if (text.length === 0) return
    const from = this.#random.below(text.length)
    const length = Math.min(text.length - from, 1 + this.#random.below(4))
    const before = plainText(text)
    text.delete(from, length)
    const left = new Set(plainText(text))
    if (client === this.reader) return
    for (const letter of before) if (!left.has(letter)) this.#deleted.add(letter)
  }

  #format(text: Y.XmlText): void {
    if (text.length === 0) return
    const from = this.#random.below(text.length)
    const mark = this.#random.chance(0.7) ? { bold: true } : { bold: null }
    text.format(from, Math.min(3, text.length - from), mark)
  }

  #write(client: SimulatedClient, text: Y.XmlText, paragraph: string): void {
    const word = Array.from({ length: 1 + this.#random.below(4) }, () => this.#newLetter())
    for (const letter of word) {
      client.written.add(letter)
      client.typedHere.add(letter)
      this.#paragraphOf.set(letter, paragraph)
    }
    text.insert(this.#random.below(text.length + 1), word.join(''))
  }

  #newLetter(): Letter {
    return String.fromCodePoint(0x4e00 + this.#letters++)
  }

  /** Everything works again and all messages arrive, until nobody has anything more to say. */
  async #settle(): Promise<void> {
    this.log.release()
    this.log.isBroken = false
    await turns()
    for (let round = 0; round < 4; round++) {
      for (const client of this.#everybody) {
        if (!client.connection || round === 0) await client.connect(this.#engine)
      }
      await this.#deliverAll()
    }
  }

  async #deliverAll(): Promise<void> {
    for (let isQuiet = false; !isQuiet;) {
      isQuiet = true
      for (const client of this.#everybody) {
        while (client.deliverToServer()) isQuiet = false
        await turns(3)
        while (client.deliverToClient()) isQuiet = false
      }
    }
  }

  /** What is wrong, in words; nothing when all is well. */
  verdicts(): string[] {
    const wrong: string[] = []
    const fresh = openStored(this.log)
    const text = fresh.getXmlFragment('default').toString()
    const visible = new Set(lettersOf(fresh))
    const isAccountedFor = (letter: Letter) =>
      visible.has(letter) ||
      this.#deleted.has(letter) ||
      this.#deletedParagraphs.has(this.#paragraphOf.get(letter)!)
    for (const client of this.clients) {
      const { name } = client
      if (!client.connection) wrong.push(`${name} could not come back`)
      if (client.doc.getXmlFragment('default').toString() !== text) wrong.push(`${name} diverged`)
      if (client.doc.store.pendingStructs) wrong.push(`${name} waits for structs for ever`)
      for (const letter of client.acknowledged) {
        if (!isAccountedFor(letter)) wrong.push(`${letter} of ${name} was "Saved" and is gone`)
      }
      for (const letter of client.seen) {
        if (!isAccountedFor(letter)) wrong.push(`${letter} was seen by ${name} and is gone`)
      }
      for (const letter of client.letters) {
        if (client.typedHere.has(letter) && !client.acknowledged.has(letter)) {
          wrong.push(`${letter} of ${name} is stored and never was "Saved"`)
        }
      }
    }
    for (const letter of this.reader.written) {
      if (visible.has(letter)) wrong.push(`${letter} was written by a reader`)
    }
    for (const { personId } of this.log.draft('7').deletions) {
      if (personId === 'person-rea') wrong.push('a deletion is credited to a reader')
    }
    for (const client of this.#everybody) {
      const ends = client.ends.filter((end) => !MAY_END_WITH.includes(end))
      if (ends.length > 0) wrong.push(`${client.name} was sent away: ${ends.join()}`)
    }
    return [...wrong, ...this.#misattributed(fresh)]
  }

  /** Structs whose client id is bound to somebody who did not write with it. */
  #misattributed(fresh: Y.Doc): string[] {
    const wrong: string[] = []
    const owners = this.log.draft('7').clients
    for (const [client] of fresh.store.clients) {
      for (const struct of fresh.store.clients.get(client) ?? []) {
        if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
        const writers = new Set(
          this.#everybody
            .filter(({ written }) =>
              [...(struct.content as Y.ContentString).str].some((l) => written.has(l)),
            )
            .map(({ token }) => `person-${token}`),
        )
        const owner = owners.get(client)?.personId
        if (writers.size !== 1 || !writers.has(owner!)) wrong.push(`${client} is not ${owner}’s`)
      }
    }
    return wrong
  }
}

function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('')
}
