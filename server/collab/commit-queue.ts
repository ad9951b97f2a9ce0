import { withDeadline } from './deadline.ts'
import type { PendingRow } from './pending-rows.ts'
import type { AppendResult, AppendRow } from './ports.ts'
import type { RoomContext } from './room-context.ts'
import type { Room } from './room.ts'

type Surroundings = Pick<
  RoomContext,
  'log' | 'health' | 'clock' | 'metrics' | 'logger' | 'limits' | 'outOfDate'
>

interface Batch {
  rows: PendingRow[]
  rooms: { room: Room; count: number }[]
}

/**
 * Group commit: what all rooms have admitted goes to the storage as one batch. One batch is under
 * way at a time, so that the next one gathers meanwhile and order is kept. The first change after a
 * pause goes at once; under steady typing batches begin `commitPace` apart, so that several
 * keystrokes share one flush of the disk and one message to each who reads along.
 */
export class CommitQueue {
  readonly #awake = new Set<Room>()
  readonly #context: Surroundings
  #startedAt = -Infinity
  /** Calls the waiting start off. */
  #cancelStart: (() => void) | null = null
  #underWay: Promise<void> | null = null

  constructor(context: Surroundings) {
    this.#context = context
  }

  wake(room: Room): void {
    this.#awake.add(room)
    this.#schedule()
  }

  /** Stores what is queued without waiting; resolves when nothing is queued or under way. */
  async drained(): Promise<void> {
    while (this.#underWay || this.#cancelStart) {
      if (!this.#underWay) this.#start()
      await this.#underWay
    }
  }

  #schedule(): void {
    if (this.#cancelStart || this.#underWay) return
    const { clock, limits } = this.#context
    const wait = this.#startedAt + limits.commitPace - clock.now()
    if (wait > 0) this.#cancelStart = clock.after(wait, () => this.#start())
    else {
      const next = setImmediate(() => this.#start())
      this.#cancelStart = () => clearImmediate(next)
    }
  }

  #start(): void {
    this.#cancelStart?.()
    this.#cancelStart = null
    const batch = this.#gather()
    if (batch.rows.length === 0) return
    this.#startedAt = this.#context.clock.now()
    this.#underWay = this.#store(batch).finally(() => {
      this.#underWay = null
      if (this.#awake.size > 0) this.#schedule()
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
    const { clock, limits, logger, metrics, outOfDate } = this.#context
    const started = clock.now()
    const stored = this.#append(rows.map(({ row }) => row))
    let results: AppendResult[] | null = null
    try {
      results = await withDeadline(stored, limits.commitDeadline, clock)
      const bytes = rows.reduce((sum, { row }) => sum + row.bytes.length, 0)
      metrics.committed({ rows: rows.length, bytes, ms: clock.now() - started })
    } catch (error) {
      logger.error({ error, rows: rows.length }, 'rows could not be stored')
      // What was stored after its deadline, told or not, is not known to rooms opened since.
      const late = () => rooms.forEach(({ room }) => outOfDate(room.draftId))
      stored.then(late, late)
    }
    let at = 0
    for (const { room, count } of rooms) {
      const range = [at, (at += count)] as const
      this.#settle(room, rows.slice(...range), results?.slice(...range) ?? null)
    }
  }

  #append(rows: AppendRow[]): Promise<AppendResult[]> {
    const { health, log } = this.#context
    // A log that hangs would keep each further batch waiting to its deadline.
    if (!health.isHealthy()) return Promise.reject(new Error('the log cannot store now'))
    return log.append(rows)
  }

  #settle(room: Room, rows: PendingRow[], results: AppendResult[] | null): void {
    try {
      // Whether they were stored is unknown now: only a fresh room knows (rule C12).
      if (results === null) room.end('storage')
      room.settle(rows, results ?? [])
    } catch (error) {
      this.#context.logger.error({ error, draftId: room.draftId }, 'a batch could not be settled')
      room.end('stale')
    }
  }
}
