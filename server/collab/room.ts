import * as Y from 'yjs'
import { admit } from './admission/admit.ts'
import type { Standing, Verdict } from './admission/admit.ts'
import { ClientClaims } from './client-claims.ts'
import type { RoomContext } from './room-context.ts'
import type { PendingRow } from './pending-rows.ts'
import type { Actor, AppendResult, Deletion, DraftId, PersonId, StoredDraft } from './ports.ts'
import { Presence } from './presence.ts'
import type { PresentConnection } from './presence.ts'
import type { Refusal } from './refusals.ts'
import { RowQueue } from './row-queue.ts'
import { StoredState } from './stored-state.ts'

/** A connection, as its room sees it. */
export interface RoomConnection extends PresentConnection {
  /** A change that was stored, for somebody who did not send it. */
  sendChange(update: Uint8Array): void
  /** Something was stored: frames that waited for it may count now (rule C5). */
  stateAdvanced(): void
  close(reason: Refusal): void
}

export interface RowAuthor {
  actor: Actor
  personId: PersonId
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
  readonly connections = new Set<RoomConnection>()
  readonly #earlier: ReadonlySet<number>
  readonly #context: RoomContext
  #isGone = false
  #compaction: Promise<void> | null = null
  /** Rows at which the next one is due; twice as many after each failure. */
  #compactAt: number
  readonly #standing: Standing = {
    known: (client) => this.rows.pending.clock(client) ?? this.state.clock(client),
    missingDeletions: (deletion: Deletion) =>
      this.state
        .missingDeletions(deletion)
        .flatMap((part) => this.rows.pending.missingDeletions(part)),
    depthOf: (client, clock) => this.state.depths.depthOf(client, clock),
  }

  /** Throws when the stored bytes are not updates. */
  constructor(draftId: DraftId, stored: StoredDraft, context: RoomContext) {
    this.draftId = draftId
    this.epoch = stored.epoch
    this.#context = context
    this.#compactAt = context.limits.compactAfterRows
    this.state = new StoredState(stored)
    this.claims = new ClientClaims(stored.clients)
    this.#earlier = new Set(stored.earlierClients)
    const mayBeIdle = () => context.roomMayBeIdle(this)
    this.rows = new RowQueue(() => context.commits.wake(this), mayBeIdle)
    this.presence = new Presence(this.connections, context.clock, (client, owner) =>
      this.#reserve(client, owner),
    )
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /** Nobody is in it and nothing is under way. */
  get isIdle(): boolean {
    return this.connections.size === 0 && this.rows.isIdle && this.#compaction === null
  }

  /** Bytes, when all that is queued is stored. */
  get size(): number {
    return this.state.size + this.rows.pending.bytes
  }

  /** What an update would change here. Throws FrameRefused. */
  judge(bytes: Uint8Array): Verdict {
    return admit(bytes, this.#standing)
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
    { change, depths }: NewVerdict,
    source: object,
    settle: (result: AppendResult) => void,
  ): void {
    const { draftId, epoch } = this
    for (const { client, from, depth } of depths) this.state.depths.set(client, from, depth)
    const row = { draftId, epoch, ...author, ...change }
    this.rows.push({ row, source, settle, afterwards: [] })
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
    if (this.state.rows.length >= this.#compactAt) void this.compact()
    this.#context.roomMayBeIdle(this)
  }

  /** One merged message for the turn; none for somebody who alone sent all of it. */
  #show(stored: PendingRow[]): void {
    const first = stored[0]
    if (!first) return
    const merged =
      stored.length > 1 ? Y.mergeUpdates(stored.map(({ row }) => row.bytes)) : first.row.bytes
    const loneSource = stored.every(({ source }) => source === first.source) ? first.source : null
    for (const connection of this.connections) {
      if (connection !== loneSource) connection.sendChange(merged)
    }
  }

  async #reserve(client: number, owner: PresentConnection): Promise<boolean> {
    if (this.claims.isDurable(client)) return true
    const { log, logger } = this.#context
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

  /** One at a time; a failure keeps the rows. Resolves in any case (rule C10). */
  compact(): Promise<void> {
    this.#compaction ??= this.#runCompaction().finally(() => {
      this.#compaction = null
      this.#context.roomMayBeIdle(this)
    })
    return this.#compaction
  }

  async #runCompaction(): Promise<void> {
    const { clock, compactor, limits, log, logger, metrics } = this.#context
    const rows = [...this.state.rows]
    if (rows.length === 0) return
    const started = clock.now()
    try {
      const updates = rows.map(({ update }) => update)
      const vector = new Map(this.state.vector)
      const snapshot = await compactor.compact(this.state.snapshot, updates, vector)
      if (this.#isGone) return
      const seqs = rows.map(({ seq }) => seq)
      await log.compact(this.draftId, { epoch: this.epoch, snapshot, seqs })
      this.state.compacted(snapshot, new Set(seqs))
      this.#compactAt = limits.compactAfterRows
      metrics.compacted({ rows: rows.length, ms: clock.now() - started })
    } catch (error) {
      this.#compactAt = Math.max(this.#compactAt, rows.length * 2)
      metrics.compactionFailed()
      logger.error({ error, draftId: this.draftId }, 'compaction failed, rows kept')
    }
  }

  /** Makes the index of deletions complete, so that whole delete sets can be compared (H21). */
  async makeExact(): Promise<void> {
    await this.#compaction
    if (!this.state.isExact) await this.compact()
  }

  /** Ends the room and every connection in it. Rows in flight are stored or not; nobody is told. */
  end(reason: Refusal): void {
    if (this.#isGone) return
    this.#isGone = true
    this.presence.stop()
    for (const connection of this.connections) connection.close(reason)
    this.rows.end()
    this.#context.roomMayBeIdle(this)
  }
}
