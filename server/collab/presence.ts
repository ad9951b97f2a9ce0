import { readCaret } from './caret.ts'
import type { Caret } from './caret.ts'
import type { Clock, PresentPerson } from './ports.ts'
import { encodeAwareness, encodeAwarenessEntry, joinAwareness } from './protocol.ts'
import type { AwarenessEntry } from './protocol.ts'

/** A connection, as presence sees it. */
export interface PresentConnection {
  readonly person: PresentPerson
  sendPresence(message: Uint8Array): void
}

interface Present {
  owner: PresentConnection
  caret: Caret | null
  clock: number
  /** The id is bound in the storage, so that others may get to know it (H1). */
  isReserved: boolean
}

/** Milliseconds between two messages of one room's presence. */
const INTERVAL = 100

/**
 * Who is in a room and where their carets are. States are made here, never passed on; so are the
 * clocks, which follow real time: a client that comes back, or a server that was restarted, is
 * newer than what peers remember (H22, rule C6).
 */
export class Presence {
  readonly #present = new Map<number, Present>()
  readonly #clocks = new Map<number, number>()
  readonly #changed = new Set<number>()
  readonly #connections: ReadonlySet<PresentConnection>
  readonly #clock: Clock
  /** Binds an id in the storage; true when it may be shown. */
  readonly #reserve: (client: number, owner: PresentConnection) => Promise<boolean>
  #cancelFlush: (() => void) | null = null
  #flushedAt = -Infinity

  constructor(
    connections: ReadonlySet<PresentConnection>,
    clock: Clock,
    reserve: (client: number, owner: PresentConnection) => Promise<boolean>,
  ) {
    this.#connections = connections
    this.#clock = clock
    this.#reserve = reserve
  }

  /** `state` is what the client sent, parsed; null when it leaves. */
  announce(owner: PresentConnection, client: number, state: unknown, isReserved: boolean): void {
    const before = this.#present.get(client)
    if (state === null) {
      if (before?.owner === owner) this.#remove(client)
      return
    }
    const present = { owner, caret: readCaret(state), clock: this.#nextClock(client), isReserved }
    if (before) present.isReserved ||= before.isReserved
    this.#present.set(client, present)
    this.#change(client, before?.owner !== owner)
  }

  /** Everybody but itself, for a connection that has just come or asks. */
  stateFor(connection: PresentConnection): Uint8Array {
    const entries: AwarenessEntry[] = []
    for (const [client, present] of this.#present) {
      const { clock, isReserved, owner } = present
      if (owner === connection) continue
      if (isReserved) entries.push({ client, clock, json: stateJson(present) })
      else this.#change(client, true)
    }
    return encodeAwareness(entries)
  }

  leave(connection: PresentConnection): void {
    for (const [client, { owner }] of this.#present) if (owner === connection) this.#remove(client)
  }

  /** The person's name, agency or colour is another one now. */
  renew(connection: PresentConnection): void {
    for (const [client, present] of this.#present) {
      if (present.owner !== connection) continue
      present.clock = this.#nextClock(client)
      this.#change(client, false)
    }
  }

  stop(): void {
    this.#cancelFlush?.()
    this.#cancelFlush = null
  }

  #remove(client: number): void {
    this.#present.delete(client)
    this.#nextClock(client)
    this.#change(client, true)
  }

  #nextClock(client: number): number {
    const clock = Math.max((this.#clocks.get(client) ?? 0) + 1, this.#clock.now())
    this.#clocks.set(client, clock)
    return clock
  }

  /** Coming and going is told in the same turn, moving at most ten times a second. */
  #change(client: number, isUrgent: boolean): void {
    this.#changed.add(client)
    const wait = isUrgent ? 0 : Math.max(0, this.#flushedAt + INTERVAL - this.#clock.now())
    if (this.#cancelFlush && wait > 0) return
    this.#cancelFlush?.()
    this.#cancelFlush = this.#clock.after(wait, () => this.#flush())
  }

  #flush(): void {
    this.#cancelFlush = null
    this.#flushedAt = this.#clock.now()
    const changes: { owner: PresentConnection | null; entry: Uint8Array }[] = []
    for (const client of this.#changed) {
      const present = this.#present.get(client)
      if (present && !present.isReserved) {
        if (this.#hasOthers(present.owner)) this.#reserveThenShow(client, present)
        continue
      }
      const clock = present?.clock ?? this.#clocks.get(client)!
      const entry = encodeAwarenessEntry({
        client,
        clock,
        json: present ? stateJson(present) : 'null',
      })
      changes.push({ owner: present?.owner ?? null, entry })
    }
    this.#changed.clear()
    if (changes.length > 0) this.#tell(changes)
  }

  /** Nobody is told of himself: each state is encoded once, and put together for each receiver. */
  #tell(changes: { owner: PresentConnection | null; entry: Uint8Array }[]): void {
    const owners = new Set(changes.map(({ owner }) => owner))
    const forAll = joinAwareness(changes.map(({ entry }) => entry))
    for (const connection of this.#connections) {
      if (!owners.has(connection)) {
        connection.sendPresence(forAll)
        continue
      }
      const others = changes.filter(({ owner }) => owner !== connection)
      if (others.length > 0)
        connection.sendPresence(joinAwareness(others.map(({ entry }) => entry)))
    }
  }

  #hasOthers(owner: PresentConnection): boolean {
    return this.#connections.size > (this.#connections.has(owner) ? 1 : 0)
  }

  #reserveThenShow(client: number, present: Present): void {
    void this.#reserve(client, present.owner).then((isReserved) => {
      const now = this.#present.get(client)
      if (!isReserved || now?.owner !== present.owner) return
      now.isReserved = true
      this.#change(client, true)
    })
  }
}

function stateJson({ owner, caret }: Present): string {
  const { name, agency, plate, colour } = owner.person
  // `color` is what stock editors look for.
  return JSON.stringify({
    user: { name, agency, plate, colour, color: colour.light },
    cursor: caret,
  })
}
