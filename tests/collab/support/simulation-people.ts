import { InMemoryDraftLog } from './in-memory-draft-log.ts'
import { SimulatedClient } from './simulated-client.ts'
import { creditedDeleter, isStored, Ledger, structOf } from './simulation-ledger.ts'
import type { StructKey } from './simulation-ledger.ts'
import type { Mutation } from './simulation-mutations.ts'
import { Oracle } from './simulation-oracle.ts'

/** Everybody who takes part, by place: ann twice, bob, cat, mallory, then rea and oda. */
export class SimulatedPeople {
  readonly log = new InMemoryDraftLog()
  readonly ledger = new Ledger()
  readonly all: SimulatedClient[]
  readonly writers: SimulatedClient[]
  /** May forge. */
  readonly mallory: SimulatedClient
  readonly oracle: Oracle
  /** Letters of changes by the server that it was told are stored. */
  readonly serverAcknowledged = new Set<StructKey>()
  #ids = 0

  constructor(mutation: Mutation) {
    this.log.create('7')
    const client = (name: string, token: string) =>
      new SimulatedClient(name, token, this.ledger, () => this.newId())
    this.mallory = client('mallory', 'mallory')
    this.writers = [
      client('ann at her desk', 'ann'),
      client('ann on her phone', 'ann'),
      client('bob', 'bob'),
      client('cat', 'cat'),
      this.mallory,
    ]
    const reader = client('rea, who may only read', 'rea')
    const observer = client('oda, who looks on', 'oda')
    this.all = [...this.writers, reader, observer]
    const { log, ledger, writers, mallory, serverAcknowledged } = this
    this.oracle = new Oracle({
      log,
      ledger,
      writers,
      mallory,
      reader,
      observer,
      serverAcknowledged,
    })
    for (const one of this.all) this.#watch(one, mutation)
  }

  newId(): number {
    // Spread, so that who came first says nothing about whose id is greater.
    return Math.imul(++this.#ids, 0x9e3779b1) >>> 0
  }

  at(who: number): SimulatedClient {
    return this.all[who % this.all.length]!
  }

  /** Of those for whom it makes a difference; nobody when there are none. */
  among(
    isConcerned: (client: SimulatedClient) => boolean,
    who: number,
  ): SimulatedClient | undefined {
    const concerned = this.all.filter(isConcerned)
    return concerned[who % concerned.length]
  }

  #watch(client: SimulatedClient, { toClient, toServer }: Mutation): void {
    client.isKnownToLog = (key, what) =>
      what === 'text'
        ? isStored(this.log, structOf(key))
        : creditedDeleter(this.log, structOf(key)) !== null
    client.onSent = (to, message) => this.oracle.lookAt(to, message)
    if (toClient) client.passToClient = (message, to) => toClient(message, to, this.all)
    if (toServer) client.passToServer = (message, from) => toServer(message, from, this.all)
  }
}
