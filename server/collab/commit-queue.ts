import { withDeadline } from './deadline.ts'
import type { Limits } from './limits.ts'
import type { PendingRow } from './pending-rows.ts'
import type { AppendResult, Clock, CollabLogger, CollabMetrics, DraftLog } from './ports.ts'
import type { Room } from './room.ts'

interface Batch {
  rows: PendingRow[]
  rooms: { room: Room; count: number }[]
}

/**
 * Group commit: what all rooms have admitted in one turn goes to the storage as one batch. One
 * batch is under way at a time, so that the next one gathers meanwhile and order is kept.
 */
export class CommitQueue {
  readonly #awake = new Set<Room>()
  readonly #log: DraftLog
  readonly #clock: Clock
  readonly #metrics: CollabMetrics
  readonly #logger: CollabLogger
  readonly #limits: Limits
  #isScheduled = false
  #underWay: Promise<void> | null = null

  constructor(
    log: DraftLog,
    clock: Clock,
    metrics: CollabMetrics,
    logger: CollabLogger,
    limits: Limits,
  ) {
    this.#log = log
    this.#clock = clock
    this.#metrics = metrics
    this.#logger = logger
    this.#limits = limits
  }

  wake(room: Room): void {
    this.#awake.add(room)
    if (this.#isScheduled || this.#underWay) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#next()
    })
  }

  /** Resolves when nothing is queued or under way. */
  async drained(): Promise<void> {
    while (this.#underWay || this.#isScheduled) {
      await (this.#underWay ?? new Promise((resolve) => setImmediate(resolve)))
    }
  }

  #next(): void {
    const batch = this.#gather()
    if (batch.rows.length === 0) return
    this.#underWay = this.#store(batch).finally(() => {
      this.#underWay = null
      this.#next()
    })
  }

  #gather(): Batch {
    const batch: Batch = { rows: [], rooms: [] }
    for (const room of this.#awake) {
      const taken = room.rows.take()
      if (taken.length === 0) continue
      batch.rows.push(...taken)
      batch.rooms.push({ room, count: taken.length })
    }
    this.#awake.clear()
    return batch
  }

  async #store({ rows, rooms }: Batch): Promise<void> {
    const started = this.#clock.now()
    let results: AppendResult[] | null = null
    try {
      const stored = this.#log.append(rows.map(({ row }) => row))
      results = await withDeadline(stored, this.#limits.commitDeadline, this.#clock)
      const bytes = rows.reduce((sum, { row }) => sum + row.bytes.length, 0)
      this.#metrics.committed({ rows: rows.length, bytes, ms: this.#clock.now() - started })
    } catch (error) {
      this.#logger.error({ error, rows: rows.length }, 'rows could not be stored')
    }
    let at = 0
    for (const { room, count } of rooms) {
      const range = [at, (at += count)] as const
      this.#settle(room, rows.slice(...range), results?.slice(...range) ?? null)
    }
  }

  #settle(room: Room, rows: PendingRow[], results: AppendResult[] | null): void {
    try {
      // Whether they were stored is unknown now: only a fresh room knows (rule C12).
      if (results === null) room.end('storage')
      room.settle(rows, results ?? [])
    } catch (error) {
      this.#logger.error({ error, draftId: room.draftId }, 'a batch could not be settled')
      room.end('stale')
    }
  }
}
