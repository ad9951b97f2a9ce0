import * as Y from 'yjs'
import { openStored } from './fresh-reader.ts'
import { turns } from './manual-clock.ts'
import { insertBlock } from './simulation-edits.ts'
import { forgeUpdate } from './simulation-forgery.ts'
import { readingOf } from './simulation-ledger.ts'
import type { Mutation } from './simulation-mutations.ts'
import { SimulatedPeople } from './simulation-people.ts'
import { SimulatedProcess } from './simulation-process.ts'
import { SimulatedRights } from './simulation-rights.ts'
import { ProcessStorage } from './simulation-storage.ts'

/** Beyond this the clients keep each other talking for ever. */
const MOST_ROUNDS = 60

/** People, one server process after the other, and what the storage keeps between them. */
export class SimulatedWorld {
  readonly people: SimulatedPeople
  readonly rights: SimulatedRights
  server: SimulatedProcess
  readonly #mutation: Mutation
  /** Freezes that wait for their turn. */
  #freezing = new Set<Promise<void>>()

  constructor(mutation: Mutation) {
    this.#mutation = mutation
    this.people = new SimulatedPeople(mutation)
    this.rights = new SimulatedRights(this.people.log)
    for (const { token } of this.people.writers) this.rights.addWriter(token)
    this.rights.addReader('rea', mutation.letsReaderWrite ?? false)
    this.rights.addReader('oda', false)
    this.server = this.#start()
  }

  #start(): SimulatedProcess {
    const { log } = this.people
    const disk = this.#mutation.disk?.(log, log) ?? log
    const storage = new ProcessStorage(disk, (rows) => this.rights.readInTransaction(rows))
    const faulty = this.#mutation.storage?.(storage) ?? storage
    return new SimulatedProcess({ storage, log: faulty, access: this.rights.access })
  }

  async connectAll(): Promise<void> {
    for (const client of this.people.all) await client.connect(this.server.engine)
  }

  passTime(milliseconds: number): Promise<void> {
    return this.server.passTime(milliseconds, () => {
      for (const { connection } of this.people.all) connection?.gate.alive()
    })
  }

  /** Everything arrives, and who is in must agree if nothing is held back. */
  async calm(): Promise<void> {
    this.rights.access.publish({ all: true })
    await this.#deliverAll()
    const isAllWell =
      this.rights.isEverythingAllowed && this.server.storage.isIdle && this.#freezing.size === 0
    if (isAllWell) this.people.oracle.judgeReplicas()
  }

  freeze(): void {
    const { server, rights, people } = this
    const task = (state: Uint8Array[]) =>
      server.storage.queue(async () => {
        if (readingOf(openUpdates(state)) !== readingOf(openStored(people.log))) {
          people.oracle.say('what was frozen is not what is stored')
        }
        rights.freeze()
      })
    const told = async () => {
      // Whoever tells of it does so after the commit: what comes in between meets the storage.
      await turns(12)
      rights.tellFrozen()
    }
    // The disk may fail, or the process be killed, before its turn.
    const freezing = server.engine.runExclusive('7', task).then(told, () => undefined)
    this.#freezing.add(freezing)
    void freezing.then(() => this.#freezing.delete(freezing))
  }

  thaw(): void {
    if (!this.rights.thaw()) this.people.oracle.say('a row followed the freeze')
  }

  async writeAsServer(token: string): Promise<void> {
    const { engine } = this.server
    const { ledger, serverAcknowledged } = this.people
    const state = await engine.state('7').catch(() => null)
    if (!state) return
    const doc = openUpdates([state])
    doc.clientID = this.people.newId()
    const changes: Uint8Array[] = []
    doc.on('update', (change: Uint8Array) => changes.push(change))
    const { typed } = ledger.record(token, doc, () => {
      insertBlock(doc.getXmlFragment('default'), 0, 'paragraph', ledger.newLetter())
    })
    const author = { actor: { token }, personId: `person-${token}` }
    const stored = () => {
      for (const key of typed) serverAcknowledged.add(key)
    }
    engine.appendAsServer('7', author, changes[0]!).then(stored, () => undefined)
  }

  forge(whose: number): void {
    const { mallory, ledger } = this.people
    const update = forgeUpdate(mallory, whose, ledger)
    if (update) mallory.sendUpdate(update)
  }

  async restart(): Promise<void> {
    if (!(await this.server.close())) this.people.oracle.say('the engine does not close')
    // What it said last arrives before its goodbye.
    for (const client of this.people.all) client.deliver('toClient', Infinity)
    await this.server.storage.kill(Infinity)
    await this.#comeBack()
  }

  /** SIGKILL; see the action. */
  async kill({ stored, delivered, tabs }: { stored: number; delivered: number; tabs: number }) {
    // What the kernel has taken arrives, also when the process is dead.
    for (const client of this.people.all) client.deliver('toClient', delivered)
    for (const client of this.people.all) client.disconnect(false)
    await this.server.storage.kill(stored)
    this.#mutation.kill?.(this.people.log)
    this.people.oracle.judgeDisk()
    this.people.all.forEach((client, index) => {
      if ((tabs >> index) & 1) client.startAfresh()
    })
    await this.#comeBack()
  }

  async #comeBack(): Promise<void> {
    this.#freezing = new Set()
    this.rights.apply()
    this.server = this.#start()
    await this.connectAll()
  }

  /** Everything works again, all messages arrive, and everybody has said what there is to say. */
  async settle(): Promise<void> {
    const { oracle, all } = this.people
    await this.server.storage.mend()
    await this.server.proceed(6)
    await this.passTime(1_000)
    for (let left = 30; left > 0 && this.#freezing.size > 0; left--) await this.server.proceed(2)
    this.rights.giveAllBack()
    this.thaw()
    await this.server.proceed(6)
    await this.#deliverAll()
    oracle.judgeReplicas()
    await this.connectAll()
    for (let round = 0; round < 3; round++) {
      await this.#deliverAll()
      const away = all.filter(({ connection }) => !connection)
      for (const client of away) await client.connect(this.server.engine)
    }
    oracle.judgeReplicas()
    await this.#compact()
    oracle.judgeText()
  }

  /** The last one leaves, which compacts; and comes back to the text as it is then. */
  async #compact(): Promise<void> {
    for (const client of this.people.all) client.disconnect()
    await this.server.proceed(24)
    await this.connectAll()
    await this.#deliverAll()
    this.people.oracle.judgeReplicas()
  }

  async #deliverAll(): Promise<void> {
    let quietRounds = 0
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let delivered = 0
      for (const client of this.people.all) {
        delivered += client.deliver('toServer', Infinity)
        await this.server.proceed(3)
        delivered += client.deliver('toClient', Infinity)
      }
      quietRounds = delivered > 0 ? 0 : quietRounds + 1
      if (quietRounds === 2) return
      // A compaction may be under way or be due, and somebody's frame wait for it.
      if (quietRounds > 0) await this.passTime(5_000)
      await this.server.proceed(quietRounds * 24)
    }
    this.people.oracle.say('they never fall silent')
  }
}

function openUpdates(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}
