import * as Y from 'yjs'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import type { Compactor } from '#server/collab/compaction.ts'
import { CollabEngine } from '#server/collab/engine.ts'
import type { AppendRow, DraftLog } from '#server/collab/ports.ts'
import { AccessByToken } from './access-by-token.ts'
import { CountedMetrics, KeptLog } from './collab-server.ts'
import { openStored } from './fresh-reader.ts'
import { InMemoryDraftLog } from './in-memory-draft-log.ts'
import { ManualClock, turns } from './manual-clock.ts'
import { SimulatedClient } from './simulated-client.ts'
import type { Action, Theme } from './simulation-actions.ts'
import { applyEdit, insertBlock } from './simulation-edits.ts'
import { forgeUpdate } from './simulation-forgery.ts'
import { creditedDeleter, isStored, Ledger, structOf } from './simulation-ledger.ts'
import { Oracle } from './simulation-oracle.ts'
import { ProcessStorage } from './simulation-storage.ts'

/** Compacts without a thread, so that a list of actions always does the same; not at once. */
const COMPACT_HERE: Compactor = {
  compact: async (snapshot, updates) => {
    const compacted = compactUpdates(snapshot ? [snapshot, ...updates] : updates)
    await turns(16)
    return compacted
  },
  close: () => undefined,
}

const LIMITS = { compactAfterRows: 4, compactOnLeaveRows: 1 }
/** Beyond this the clients keep each other talking for ever. */
const MOST_ROUNDS = 60
/** Milliseconds: between two turns, more than commits are apart; and of time that passes. */
const MOMENT = 3
const STEP = 5_000

/** What a fault changes; each hook sees what the real part would do. */
export interface Mutation {
  /** Between the engine and the storage's queue. */
  storage?(inner: DraftLog): DraftLog
  /** Between the storage's queue and the disk. */
  disk?(inner: DraftLog, log: InMemoryDraftLog): DraftLog
  /** What a kill does to the disk beyond the truth. */
  kill?(log: InMemoryDraftLog): void
  /** What becomes of a message on its way. */
  toClient?(message: Uint8Array, client: SimulatedClient, all: SimulatedClient[]): Uint8Array[]
  toServer?(message: Uint8Array, client: SimulatedClient, all: SimulatedClient[]): Uint8Array[]
  letsReaderWrite?: boolean
}

/** An error planted around the engine, by which the oracle is proved. */
export interface Fault {
  name: string
  /** Where it shows itself. */
  theme: Theme
  /** One for each run. */
  make(): Mutation
}

/**
 * People over queues instead of a network, with disconnects, commits held back, broken storage,
 * rights that change, freezes, kills and restarts: all as the list of actions says. Runs it, lets
 * everybody come back, and answers what is wrong, in words; nothing when all is well.
 */
export async function simulate(actions: Action[], fault: Fault | null = null): Promise<string[]> {
  const simulation = new Simulation(fault?.make() ?? {})
  await simulation.open()
  for (const action of actions) {
    await simulation.perform(action)
    await simulation.proceed(2)
  }
  await simulation.settle()
  return [...simulation.oracle.wrong]
}

class Simulation {
  readonly oracle: Oracle
  readonly #log = new InMemoryDraftLog()
  readonly #ledger = new Ledger()
  readonly #access = new AccessByToken()
  readonly #rights = new Map<string, ReturnType<AccessByToken['grant']>>()
  readonly #withdrawn = new Set<string>()
  readonly #serverAcknowledged = new Set<string>()
  readonly #clients: SimulatedClient[]
  readonly #fault: Mutation
  #storage: ProcessStorage
  #engine: CollabEngine
  #clock = new ManualClock()
  #ids = 0
  #frozenAt: number | null = null
  /** Freezes that wait for their turn. */
  #freezing = new Set<Promise<void>>()

  constructor(fault: Mutation) {
    this.#fault = fault
    this.#log.create('7')
    const client = (name: string, token: string) =>
      new SimulatedClient(name, token, this.#ledger, () => this.#newId())
    const writers = [
      client('ann at her desk', 'ann'),
      client('ann on her phone', 'ann'),
      client('bob', 'bob'),
      client('cat', 'cat'),
      client('mallory', 'mallory'),
    ]
    const reader = client('rea, who may only read', 'rea')
    const observer = client('oda, who looks on', 'oda')
    this.#clients = [...writers, reader, observer]
    for (const { token } of writers) this.#rights.set(token, this.#access.grant(token, ['7']))
    const letsReaderWrite = fault.letsReaderWrite ?? false
    this.#access.grant('rea', ['7'], letsReaderWrite)
    this.#access.grant('oda', ['7'], false)
    this.oracle = new Oracle({
      log: this.#log,
      ledger: this.#ledger,
      writers,
      hostile: writers[4]!,
      reader,
      observer,
      serverAcknowledged: this.#serverAcknowledged,
    })
    for (const one of this.#clients) {
      one.isKnownToLog = (key, what) =>
        what === 'text'
          ? isStored(this.#log, structOf(key))
          : creditedDeleter(this.#log, structOf(key)) !== null
      one.onSent = (to, message) => this.oracle.lookAt(to, message)
      one.passToClient = (message, to) => fault.toClient?.(message, to, this.#clients) ?? [message]
      one.passToServer = (message, to) => fault.toServer?.(message, to, this.#clients) ?? [message]
    }
    this.#storage = this.#openStorage()
    this.#engine = this.#start()
  }

  /** What has been set going goes on, for a few milliseconds. */
  async proceed(turnsLeft: number): Promise<void> {
    for (let left = turnsLeft; left > 0; left--) {
      await turns(1)
      this.#storage.elapse(MOMENT)
      this.#clock.advance(MOMENT)
    }
  }

  /** Everybody is in and has the same two paragraphs. */
  async open(): Promise<void> {
    for (const client of this.#clients) await client.connect(this.#engine)
    for (const at of [0, 1]) await this.perform({ do: 'newParagraph', who: 2, at })
    await this.#calm()
  }

  async #calm(): Promise<void> {
    this.#access.publish({ all: true })
    await this.#deliverAll()
    if (this.#isAllWell) this.oracle.judgeReplicas()
  }

  /** Nothing is held back and nobody kept from writing, so that all who are in must agree. */
  get #isAllWell(): boolean {
    const isOpen = this.#withdrawn.size === 0 && !this.#log.draft('7').isFrozen
    return isOpen && this.#storage.isIdle && this.#freezing.size === 0
  }

  async perform(action: Action): Promise<void> {
    switch (action.do) {
      case 'write':
      case 'newParagraph':
      case 'delete':
      case 'deleteParagraph':
      case 'replaceParagraph':
      case 'format':
      case 'setLevel':
        return this.#client(action.who).edit((text) => applyEdit(text, action, this.#ledger))
      case 'toServer':
      case 'toClient':
        this.#among(
          this.#clients.filter((one) => one.hasWaiting(action.do)),
          action.who,
        )?.deliver(action.do, action.messages)
        return
      case 'calm':
        return this.#calm()
      case 'disconnect':
        return this.#client(action.who).disconnect(action.isNoticed)
      case 'connect':
        return this.#among(
          this.#clients.filter(({ connection }) => !connection),
          action.who,
        )?.connect(this.#engine)
      case 'newTab':
        return this.#client(action.who).startAfresh()
      case 'holdDisk':
        return this.#storage.hold()
      case 'releaseDisk':
        return this.#storage.release(action.jobs)
      case 'failDisk':
        return this.#storage.fail(action.isStored)
      case 'breakDisk':
      case 'mendDisk':
        this.#storage.isBroken = action.do === 'breakDisk'
        return
      case 'passTime':
        return this.#passTime(action.milliseconds)
      case 'withdraw':
        return this.#withdraw(this.#client(action.who).token, action.isTold)
      case 'grant':
        return this.#grant([...this.#withdrawn][action.who % this.#withdrawn.size], action.isTold)
      case 'freeze':
        return this.#freeze()
      case 'thaw':
        return this.#thaw()
      case 'writeAsServer':
        return this.#writeAsServer(this.#client(action.who).token)
      case 'forge':
        return this.#forge(action.whose)
      case 'restart':
        return this.#restart()
      case 'kill':
        return this.#kill(action)
    }
  }

  #client(who: number): SimulatedClient {
    return this.#clients[who % this.#clients.length]!
  }

  /** Nobody when there is nobody for whom it would make a difference. */
  #among(clients: SimulatedClient[], who: number): SimulatedClient | undefined {
    return clients[who % clients.length]
  }

  #newId(): number {
    // Spread, so that who came first says nothing about whose id is greater.
    return Math.imul(++this.#ids, 0x9e3779b1) >>> 0
  }

  #openStorage(): ProcessStorage {
    const disk = this.#fault.disk?.(this.#log, this.#log) ?? this.#log
    return new ProcessStorage(disk, (rows) => this.#readRights(rows))
  }

  /** As the append's transaction does: rights at the moment of the commit (C4 c). */
  #readRights(rows: AppendRow[]): void {
    for (const { actor } of rows) {
      const { token } = actor as { token: string }
      if (this.#withdrawn.has(token)) this.#log.denied.add(actor)
      else this.#log.denied.delete(actor)
    }
  }

  #start(): CollabEngine {
    this.#clock = new ManualClock()
    return new CollabEngine({
      log: this.#fault.storage?.(this.#storage) ?? this.#storage,
      health: this.#storage,
      access: this.#access,
      clock: this.#clock,
      metrics: new CountedMetrics(),
      logger: new KeptLog(),
      schemaVersion: '1',
      limits: LIMITS,
      compactor: COMPACT_HERE,
    })
  }

  /** In steps: what a step sets going has begun before the next one. */
  async #passTime(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= STEP) {
      const step = Math.min(left, STEP)
      for (const { connection } of this.#clients) connection?.gate.alive()
      this.#storage.elapse(step)
      this.#clock.advance(step)
      await this.proceed(1)
    }
  }

  #withdraw(token: string, isTold: boolean): void {
    if (!this.#rights.has(token)) return
    this.#withdrawn.add(token)
    this.#rightsChanged(token, isTold)
  }

  #grant(token: string | undefined, isTold: boolean): void {
    if (token === undefined) return
    this.#withdrawn.delete(token)
    this.#rightsChanged(token, isTold)
  }

  #rightsChanged(token: string, isTold: boolean): void {
    this.#applyRights()
    if (isTold) this.#access.publish({ personId: `person-${token}` })
  }

  #applyRights(): void {
    const { isFrozen } = this.#log.draft('7')
    for (const [token, right] of this.#rights) {
      right.canWrite = !isFrozen && !this.#withdrawn.has(token)
    }
  }

  #freeze(): void {
    const storage = this.#storage
    const task = (state: Uint8Array[]) =>
      storage.queue(async () => {
        const draft = this.#log.draft('7')
        if (textOf(openUpdates(state)) !== textOf(openStored(this.#log))) {
          this.oracle.say('what was frozen is not what is stored')
        }
        draft.isFrozen = true
        this.#frozenAt ??= draft.lastSeq
      })
    const told = async () => {
      // Whoever tells of it does so after the commit: what comes in between meets the storage.
      await turns(12)
      this.#applyRights()
      this.#access.publish({ draftId: '7' })
    }
    // The disk may fail, or the process be killed, before its turn.
    const freezing = this.#engine.runExclusive('7', task).then(told, () => undefined)
    this.#freezing.add(freezing)
    void freezing.then(() => this.#freezing.delete(freezing))
  }

  #thaw(): void {
    const draft = this.#log.draft('7')
    if (this.#frozenAt !== null && draft.lastSeq !== this.#frozenAt) {
      this.oracle.say('a row followed the freeze')
    }
    this.#frozenAt = null
    draft.isFrozen = false
    this.#applyRights()
    this.#access.publish({ draftId: '7' })
  }

  async #writeAsServer(token: string): Promise<void> {
    const state = await this.#engine.state('7').catch(() => null)
    if (!state) return
    const doc = openUpdates([state])
    doc.clientID = this.#newId()
    const changes: Uint8Array[] = []
    doc.on('update', (change: Uint8Array) => changes.push(change))
    const { typed } = this.#ledger.record(token, doc, () => {
      insertBlock(doc.getXmlFragment('default'), 0, 'paragraph', this.#ledger.newLetter())
    })
    const author = { actor: { token }, personId: `person-${token}` }
    const stored = () => {
      for (const key of typed) this.#serverAcknowledged.add(key)
    }
    this.#engine.appendAsServer('7', author, changes[0]!).then(stored, () => undefined)
  }

  #forge(whose: number): void {
    const mallory = this.#client(4)
    const update = forgeUpdate(mallory, whose, this.#ledger)
    if (update) mallory.sendUpdate(update)
  }

  async #restart(): Promise<void> {
    await this.#storage.mend()
    this.#storage.elapse(1_000)
    let isClosed = false
    void this.#engine.close().then(() => (isClosed = true))
    await this.proceed(12)
    if (!isClosed) this.oracle.say('the engine does not close')
    // What it said last arrives before its goodbye.
    for (const client of this.#clients) client.deliver('toClient', Infinity)
    await this.#storage.kill(Infinity)
    await this.#comeBack()
  }

  async #kill({ stored, delivered, tabs }: Extract<Action, { do: 'kill' }>): Promise<void> {
    // What the kernel has taken arrives, also when the process is dead.
    for (const client of this.#clients) client.deliver('toClient', delivered)
    for (const client of this.#clients) client.disconnect(false)
    await this.#storage.kill(stored)
    this.#fault.kill?.(this.#log)
    this.oracle.judgeDisk()
    this.#clients.forEach((client, index) => {
      if ((tabs >> index) & 1) client.startAfresh()
    })
    await this.#comeBack()
  }

  async #comeBack(): Promise<void> {
    this.#freezing = new Set()
    this.#storage = this.#openStorage()
    this.#applyRights()
    this.#engine = this.#start()
    for (const client of this.#clients) await client.connect(this.#engine)
  }

  /** Everything works again, all messages arrive, and everybody has said what there is to say. */
  async settle(): Promise<void> {
    await this.#storage.mend()
    await this.proceed(6)
    await this.#passTime(1_000)
    await Promise.race([Promise.all(this.#freezing), this.proceed(60)])
    this.#withdrawn.clear()
    this.#thaw()
    await this.proceed(6)
    await this.#deliverAll()
    this.oracle.judgeReplicas()
    for (let round = 0; round < 3; round++) {
      for (const client of this.#clients) {
        if (!client.connection || round === 0) await client.connect(this.#engine)
      }
      await this.#deliverAll()
    }
    this.oracle.judgeReplicas()
    await this.#compact()
    this.oracle.judgeText()
  }

  /** The last one leaves, which compacts; and comes back to the text as it is then. */
  async #compact(): Promise<void> {
    for (const client of this.#clients) client.disconnect()
    await this.proceed(24)
    for (const client of this.#clients) await client.connect(this.#engine)
    await this.#deliverAll()
    this.oracle.judgeReplicas()
  }

  async #deliverAll(): Promise<void> {
    let quietRounds = 0
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let delivered = 0
      for (const client of this.#clients) {
        delivered += client.deliver('toServer', Infinity)
        await this.proceed(3)
        delivered += client.deliver('toClient', Infinity)
      }
      quietRounds = delivered > 0 ? 0 : quietRounds + 1
      if (quietRounds === 2) return
      // A compaction may be under way or be due, and somebody's frame wait for it.
      if (quietRounds > 0) await this.#passTime(STEP)
      await this.proceed(quietRounds * 24)
    }
    this.oracle.say('they never fall silent')
  }
}

function openUpdates(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

function textOf(doc: Y.Doc): string {
  return doc.getXmlFragment('default').toString()
}
