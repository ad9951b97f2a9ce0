import { CommitQueue } from './commit-queue.ts'
import { WorkerCompactor } from './compaction.ts'
import type { Compactor } from './compaction.ts'
import { ConnectionRegister } from './connection-register.ts'
import { Gate } from './gate.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { Limits } from './limits.ts'
import type { AppendRefusal, Clock, CollabLogger, CollabMetrics } from './ports.ts'
import type { Credentials, Credit } from './ports.ts'
import type { DraftAccess, DraftId, DraftLog, LogHealth } from './ports.ts'
import type { Refusal } from './refusals.ts'
import { ReadingDesk } from './reading-desk.ts'
import { RoomDirectory } from './room-directory.ts'
import type { RoomLease } from './room-directory.ts'
import type { RoomContext } from './room-context.ts'
import type { Room, RowAuthor } from './room.ts'
import { RoomEnded } from './row-queue.ts'
import { ALWAYS_WELL, whileUnhealthy } from './storage-trouble.ts'
import type { Transport } from './transport.ts'

export interface EngineOptions {
  log: DraftLog
  /** Of the log; without it, an append that rejects is all that the engine learns. */
  health?: LogHealth
  access: DraftAccess
  clock: Clock
  metrics: CollabMetrics
  logger: CollabLogger
  /** The editor schema's version; a client that names another one is refused with `schema`. */
  schemaVersion: string
  limits?: Partial<Limits>
  /** A worker thread unless given. */
  compactor?: Compactor
}

/** What a connection says at the door. `schema` and `epoch` are optional (rule C8). */
export interface Visit {
  draftId: DraftId
  credentials: Credentials
  /** It asked for acknowledgements. */
  wantsStored: boolean
  schema: string | null
  epoch: string | null
}

/** A change by the server was not stored. */
export class ServerChangeRefused extends Error {
  readonly code: AppendRefusal
  constructor(code: AppendRefusal) {
    super(`the change was not stored: ${code}`)
    this.code = code
  }
}

/** The co-editing engine (docs/spec/collab.md). One for each process. */
export class CollabEngine {
  readonly #options: EngineOptions
  readonly #context: RoomContext
  readonly #rooms: RoomDirectory
  readonly #connections: ConnectionRegister
  #isClosing = false

  constructor(options: EngineOptions) {
    this.#options = options
    const { access, clock, log, logger, metrics } = options
    const limits = { ...DEFAULT_LIMITS, ...options.limits }
    const outOfDate = (draftId: DraftId) => this.#rooms.evict(draftId, 'stale')
    const health = options.health ?? ALWAYS_WELL
    const shared = { log, health, clock, metrics, logger, limits, outOfDate }
    this.#context = {
      ...shared,
      commits: new CommitQueue(shared),
      compactor: options.compactor ?? new WorkerCompactor(clock, limits.compactionDeadline),
      desk: new ReadingDesk(clock, limits.readingDeadline),
      roomMayBeIdle: (room) => this.#rooms.mayBeIdle(room),
    }
    this.#rooms = new RoomDirectory(this.#context)
    this.#connections = new ConnectionRegister(access, this.#context)
  }

  get limits(): Limits {
    return this.#context.limits
  }

  /** For gauges. */
  get size(): { rooms: number; connections: number } {
    return { rooms: this.#rooms.rooms.length, connections: this.#connections.size }
  }

  /**
   * Lets a connection in, or closes its transport with the reason before any byte of the draft
   * (rules C1 and C7); then null. Frames go to `Gate.receive`, the end to `Gate.closed`.
   */
  async connect(transport: Transport, visit: Visit): Promise<Gate | null> {
    let refusal: Refusal
    try {
      const gate = await this.#admit(transport, visit)
      if (typeof gate !== 'string') return gate
      refusal = gate
    } catch (error) {
      this.#context.logger.error({ error, draftId: visit.draftId }, 'nobody could be let in')
      refusal = 'storage'
    }
    this.#context.metrics.refused(refusal)
    transport.close(refusal)
    return null
  }

  async #admit(transport: Transport, visit: Visit): Promise<Gate | Refusal> {
    if (this.#isClosing) return 'shutdown'
    const changesBefore = this.#connections.changes
    const admitted = await this.#options.access.enter(visit.credentials, visit.draftId)
    if (admitted.outcome === 'refused') return admitted.code
    const { schemaVersion } = this.#options
    if (visit.schema !== null && visit.schema !== schemaVersion) return 'schema'
    const lease = await this.#rooms.lease(visit.draftId)
    if (!lease) return 'notFound'
    const refusal = this.#refusalAtDoor(lease.room, visit, admitted.person.id)
    if (refusal) {
      lease.release()
      return refusal
    }
    const onEnd = (gate: Gate) => this.#left(gate, lease)
    const options = { wantsStored: visit.wantsStored, onEnd }
    const mayNow = whileUnhealthy(admitted, this.#context.health)
    const gate = new Gate(this.#context, lease.room, mayNow, transport, options)
    this.#connections.add(gate)
    gate.open()
    // Rights that changed while it was on its way in were not asked for it.
    if (this.#connections.changes !== changesBefore) this.#connections.recheck([gate])
    return gate
  }

  #refusalAtDoor(room: Room, visit: Visit, personId: string): Refusal | null {
    const { connectionsPerDraft, connectionsPerPerson } = this.#context.limits
    if (this.#isClosing) return 'shutdown'
    if (room.isGone) return 'stale'
    if (visit.epoch !== null && visit.epoch !== room.epoch) return 'epoch'
    if (room.connections.size >= connectionsPerDraft) return 'tooManyConnections'
    if (this.#connections.countOf(personId) >= connectionsPerPerson) return 'tooManyConnections'
    return null
  }

  #left(gate: Gate, { room, release }: RoomLease): void {
    this.#connections.remove(gate)
    if (room.connections.size === 0 && !room.isGone && !this.#isClosing) room.care.lastLeft()
    release()
  }

  /** How many connections are in a draft, readers included. */
  occupancy(draftId: DraftId): number {
    return this.#rooms.find(draftId)?.connections.size ?? 0
  }

  /** The committed state as one Yjs update (v1); null when there is no such draft. */
  async state(draftId: DraftId): Promise<Uint8Array | null> {
    const lease = await this.#rooms.lease(draftId)
    if (!lease) return null
    try {
      return lease.room.state.whole()
    } finally {
      lease.release()
    }
  }

  /**
   * Runs `task` in the draft's queue: all rows before it are stored, none is sent to the storage
   * until it is done (H8). For freezing and for making a version; the task must not append to the
   * same draft. It is given the committed state as updates to be applied in order: merging them
   * would take time with their size. Null when there is no such draft.
   */
  async runExclusive<T>(
    draftId: DraftId,
    task: (state: Uint8Array[]) => Promise<T>,
  ): Promise<T | null> {
    const lease = await this.#rooms.lease(draftId)
    if (!lease) return null
    const { room, release } = lease
    try {
      return await room.rows.exclusive(() => task(room.state.lackedBy(new Map())))
    } catch (error) {
      if (error instanceof RoomEnded) return await this.runExclusive(draftId, task)
      throw error
    } finally {
      release()
    }
  }

  /**
   * Stores and shows a change that the server made for a person: a restored version as a forward
   * change, seeded content. Its client ids become the person's; `credits` name who wrote the words
   * where that was not this person. Resolves after the commit; rejects with FrameRefused or
   * ServerChangeRefused. Null when there is no such draft.
   */
  async appendAsServer(
    draftId: DraftId,
    author: RowAuthor,
    update: Uint8Array,
    credits: Credit[] = [],
  ): Promise<{ hasChanged: boolean } | null> {
    // As a refused row it would end the room for those who read on.
    if (!this.#context.health.isHealthy()) throw new ServerChangeRefused('storage')
    const lease = await this.#rooms.lease(draftId)
    if (!lease) return null
    const { room, release } = lease
    try {
      const verdict = await room.judge(update)
      if (verdict.kind === 'contained') return { hasChanged: false }
      if (verdict.kind === 'gap') throw new ServerChangeRefused('gap')
      const isOwn = verdict.change.structs.every((range) =>
        room.claims.claim(range.client, author.personId),
      )
      if (!isOwn) throw new ServerChangeRefused('identity')
      await new Promise<void>((resolve, reject) => {
        room.push({ ...author, credits }, verdict, { source: {} }, (result) => {
          if (result.ok) resolve()
          else reject(new ServerChangeRefused(result.code))
        })
      })
      return { hasChanged: true }
    } finally {
      release()
    }
  }

  /**
   * Ends a draft's room: `epoch` after its stored state was replaced by another one, `stale` after
   * it was continued past the engine. Whoever comes next loads it afresh.
   */
  evict(draftId: DraftId, reason: 'epoch' | 'stale'): void {
    this.#rooms.evict(draftId, reason)
  }

  /** What was sent is stored and acknowledged, then everybody is sent away with 1012 (rule C11). */
  async close(): Promise<void> {
    if (this.#isClosing) return
    this.#isClosing = true
    await this.#context.commits.drained()
    this.#connections.close()
    await this.#context.commits.drained()
    this.#context.compactor.close()
    this.#context.desk.close()
  }
}
