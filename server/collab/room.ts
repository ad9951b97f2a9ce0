import * as Y from 'yjs'
import { admit } from './admission/admit.ts'
import type { Standing, Verdict } from './admission/admit.ts'
import { Caretaker } from './caretaker.ts'
import { ClientClaims } from './client-claims.ts'
import type { RoomContext } from './room-context.ts'
import { LARGE_DRAFT, LARGE_FRAME } from './reading-desk.ts'
import type { PendingRow } from './pending-rows.ts'
import type {
  Actor,
  AppendResult,
  Credit,
  Deletion,
  DraftId,
  Need,
  PersonId,
  StoredDraft,
} from './ports.ts'
import { Presence } from './presence.ts'
import type { PresentConnection } from './presence.ts'
import { encodeSync, SYNC } from './protocol.ts'
import { FrameRefused } from './refusals.ts'
import type { Refusal } from './refusals.ts'
import { RowQueue } from './row-queue.ts'
import { isNoChange, StoredState } from './stored-state.ts'
import { mergeSmall } from './update-tail.ts'

/** A connection, as its room sees it. */
export interface RoomConnection extends PresentConnection {
  /** A message that shows a stored change to who did not send it; the same bytes for all of them. */
  sendChange(message: Uint8Array): void
  /** Something was stored: frames that waited for it may count now (rule C5). */
  stateAdvanced(): void
  close(reason: Refusal): void
}

export interface RowAuthor {
  actor: Actor
  personId: PersonId
  credits?: Credit[]
}

/** Where a row came from. */
export interface RowSource {
  /** Whose frame it was. */
  source: object
  /** It was written away from the room and came as a step 2. */
  isReturn?: boolean
  /** Real time in milliseconds. */
  arrivedAt?: number
}

export type NewVerdict = Extract<Verdict, { kind: 'new' }>

/**
 * One draft while somebody is in it: the stored state, the rows on their way, who is there. What
 * is not stored is never shown (H7).
 */
export class Room {
  readonly draftId: DraftId
  readonly epoch: string
  readonly state: StoredState
  readonly claims: ClientClaims
  readonly presence: Presence
  readonly rows: RowQueue
  readonly care: Caretaker
  readonly connections = new Set<RoomConnection>()
  readonly #earlier: ReadonlySet<number>
  readonly #context: RoomContext
  #isGone = false
  #indexing: Promise<void> | null = null
  readonly #standing: Standing = {
    known: (client) => this.rows.pending.clock(client) ?? this.state.clock(client),
    missingDeletions: (deletion: Deletion) =>
      this.state
        .missingDeletions(deletion)
        .flatMap((part) => this.rows.pending.missingDeletions(part)),
    placeOf: (client, clock) => this.state.index.places.placeOf(client, clock),
  }

  constructor(draftId: DraftId, stored: StoredDraft, context: RoomContext) {
    this.draftId = draftId
    this.epoch = stored.epoch
    this.#context = context
    this.state = new StoredState(stored)
    this.claims = new ClientClaims(stored.clients)
    this.#earlier = new Set(stored.earlierClients)
    const mayBeIdle = () => context.roomMayBeIdle(this)
    this.rows = new RowQueue(() => context.commits.wake(this), mayBeIdle)
    this.care = new Caretaker(this, context, mayBeIdle)
    this.presence = new Presence(this.connections, context.clock, (client, owner) =>
      this.#reserve(client, owner),
    )
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /** Nobody is in it and nothing is under way. */
  get isIdle(): boolean {
    return this.connections.size === 0 && this.rows.isIdle && !this.care.isBusy
  }

  /** Bytes, when all that is queued is stored. */
  get size(): number {
    return this.state.size + this.rows.pending.bytes
  }

  /** What an update would change here. Throws FrameRefused. A promise when it is read in a worker. */
  judge(bytes: Uint8Array): Verdict | Promise<Verdict> {
    // What a reader answers to step 1: a large draft that is only read needs no index.
    if (isNoChange(bytes)) return { kind: 'contained' }
    const isLargeRead = !this.state.isIndexed && this.state.size > LARGE_DRAFT
    if (bytes.length > LARGE_FRAME || isLargeRead) return this.#judgeAway(bytes)
    return admit(bytes, this.#standing)
  }

  async #judgeAway(bytes: Uint8Array): Promise<Verdict> {
    await this.indexed()
    if (bytes.length <= LARGE_FRAME) return admit(bytes, this.#standing)
    for (let attempt = 0; attempt < 3; attempt++) {
      const { index, vector } = this.state
      const clocks = new Map([...vector, ...this.rows.pending.clocks])
      const deletions = [...this.rows.pending.deletions]
      // Copied: what is sent to another thread takes the whole buffer that it is a view of along.
      const frame = bytes.slice()
      const verdict = await this.#context.desk.admit(frame, clocks, index.pack(deletions))
      if (this.#isGone) throw new FrameRefused('stale')
      if (this.#stillHolds(verdict)) return verdict
    }
    // Others write faster than this can be read elsewhere.
    return admit(bytes, this.#standing)
  }

  /** Whether a verdict over an earlier state is one over this state. */
  #stillHolds(verdict: Verdict): boolean {
    const { known, missingDeletions } = this.#standing
    const isMet = ({ client, clock }: Need) => known(client) >= clock
    switch (verdict.kind) {
      case 'contained':
        return true
      case 'gap':
        return !verdict.needs.every(isMet)
      case 'new':
        return (
          verdict.change.structs.every(({ client, from }) => known(client) === from) &&
          verdict.change.needs.every(isMet) &&
          verdict.change.deletions.every((deletion) => {
            const [missing] = missingDeletions(deletion)
            return missing?.clock === deletion.clock && missing.len === deletion.len
          })
        )
    }
  }

  /** Makes the index of a large draft in a worker, once, before it is asked for here. */
  indexed(): Promise<void> {
    if (this.state.isIndexed || this.state.size <= LARGE_DRAFT) return Promise.resolve()
    this.#indexing ??= this.#makeIndex().finally(() => (this.#indexing = null))
    return this.#indexing
  }

  async #makeIndex(): Promise<void> {
    const { parts } = this.state
    this.state.adoptIndex(await this.#context.desk.index(parts), parts)
  }

  /** What a client with this vector lacks; a promise when that is found out in a worker. */
  lackedBy(vector: ReadonlyMap<number, number>): Uint8Array[] | Promise<Uint8Array[]> {
    const { state } = this
    if (vector.size === 0 || state.size <= LARGE_DRAFT) return state.lackedBy(vector)
    if (state.hasAll(vector)) return this.indexed().then(() => state.lackedBy(vector))
    return this.#context.desk.diff(state.parts, Y.encodeStateVector(new Map(vector)))
  }

  /** H14: one of these ids is of an earlier epoch, and the text of this one does not have it. */
  isOfEarlierEpoch(clients: Iterable<number>): boolean {
    for (const client of clients) {
      if (this.#earlier.has(client) && this.#standing.known(client) === 0) return true
    }
    return false
  }

  push(
    author: RowAuthor,
    { change, places }: NewVerdict,
    { source, isReturn = false, arrivedAt = this.#context.clock.now() }: RowSource,
    settle: (result: AppendResult) => void,
  ): void {
    const { draftId, epoch } = this
    const { index } = this.state
    for (const { client, from, place } of places) index.places.set(client, from, place)
    const row = { draftId, epoch, ...author, ...change }
    this.rows.push({ row, source, isReturn, arrivedAt, settle, afterwards: [] })
  }

  /** What became of a batch: stored, then shown, then said (rule C4). */
  settle(batch: PendingRow[], results: AppendResult[]): void {
    const { stored, tell } = this.rows.settle(batch, results)
    if (this.#isGone) return tell()
    for (const { pending, seq } of stored) {
      this.state.append(seq, pending.row)
      for (const { client } of pending.row.structs) this.claims.madeDurable(client)
    }
    this.#show(stored.map(({ pending }) => pending))
    tell()
    if (stored.length > 0) for (const connection of this.connections) connection.stateAdvanced()
    this.rows.advance()
    if (stored.length > 0) this.#careFor(stored.map(({ pending }) => pending))
    this.#context.roomMayBeIdle(this)
  }

  /** One merged message for the turn; none for somebody who alone sent all of it. */
  #show(stored: PendingRow[]): void {
    const first = stored[0]
    if (!first) return
    const updates = mergeSmall(stored.map(({ row }) => row.bytes))
    const messages = updates.map((update) => encodeSync(SYNC.update, update))
    const loneSource = stored.every(({ source }) => source === first.source) ? first.source : null
    for (const connection of this.connections) {
      if (connection === loneSource) continue
      for (const message of messages) connection.sendChange(message)
    }
    const now = this.#context.clock.now()
    for (const { arrivedAt } of stored) this.#context.metrics.propagated(now - arrivedAt)
  }

  #careFor(stored: PendingRow[]): void {
    const isReturn = stored.some(({ isReturn }) => isReturn)
    this.care.stored(
      stored.map(({ row }) => row),
      isReturn,
    )
  }

  async #reserve(client: number, owner: PresentConnection): Promise<boolean> {
    if (this.claims.isDurable(client)) return true
    const { health, log, logger } = this.#context
    // Asked again with the next caret, or when somebody comes.
    if (!health.isHealthy()) return false
    try {
      const { foreign } = await log.reserveClients(this.draftId, owner.person.id, [client])
      if (foreign.length > 0) return false
      this.claims.madeDurable(client)
      return true
    } catch (error) {
      logger.warn({ error, draftId: this.draftId }, 'a client id could not be reserved')
      return false
    }
  }

  /** Ends the room and every connection in it. Rows in flight are stored or not; nobody is told. */
  end(reason: Refusal): void {
    if (this.#isGone) return
    this.#isGone = true
    this.presence.stop()
    this.care.stop()
    for (const connection of this.connections) connection.close(reason)
    this.rows.end()
    this.#context.roomMayBeIdle(this)
  }
}
