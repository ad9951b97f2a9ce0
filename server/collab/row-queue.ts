import { PendingRows } from './pending-rows.ts'
import type { PendingRow } from './pending-rows.ts'
import type { AppendRefusal, AppendResult } from './ports.ts'

interface Barrier {
  run(): Promise<void>
  /** The room ended before its turn came. */
  drop(): void
}

/** The room ended while a task waited for its turn; the caller may try with a fresh room. */
export class RoomEnded extends Error {}

export interface Settlement {
  stored: { pending: PendingRow; seq: number }[]
  /** Tells each source what became of its rows. */
  tell(): void
}

/**
 * All that changes one draft, one after the other: rows, and tasks that no row may overtake, such
 * as a freeze (H8). Rows up to the next task go to the storage in one batch.
 */
export class RowQueue {
  readonly pending = new PendingRows()
  #queue: (PendingRow | Barrier)[] = []
  #inFlight = 0
  #isHeld = false
  #isEnded = false
  #refusals = 0
  /** There are rows to take. */
  readonly #wake: () => void
  readonly #taskDone: () => void

  constructor(wake: () => void, taskDone: () => void) {
    this.#wake = wake
    this.#taskDone = taskDone
  }

  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#inFlight === 0 && !this.#isHeld
  }

  push(pending: PendingRow): void {
    if (this.#isEnded) return pending.settle({ ok: false, code: 'storage' })
    this.pending.push(pending)
    this.#queue.push(pending)
    this.#wake()
  }

  /**
   * Calls back when all that is pending now is settled (H4: a frame that changes nothing may hang
   * on rows that are not stored yet), with whether any of it was refused.
   */
  whenSettled(callback: (hasRefusal: boolean) => void): void {
    const last = this.pending.last
    if (!last) return callback(false)
    const refusals = this.#refusals
    last.afterwards.push(() => callback(this.#refusals > refusals))
  }

  /** Runs `task` after all rows queued before it and before all queued after it. */
  exclusive<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const barrier: Barrier = {
        run: async () => {
          try {
            resolve(await task())
          } catch (error) {
            reject(error)
          }
        },
        drop: () => reject(new RoomEnded()),
      }
      if (this.#isEnded) return barrier.drop()
      this.#queue.push(barrier)
      this.advance()
    })
  }

  /** The rows that may be stored now. */
  take(): PendingRow[] {
    if (this.#isHeld || this.#isEnded) return []
    const end = this.#queue.findIndex((entry) => 'run' in entry)
    const taken = this.#queue.splice(0, end < 0 ? this.#queue.length : end) as PendingRow[]
    this.#inFlight += taken.length
    return taken
  }

  /** One result a row. What a source has sent after a refused row goes the same way. */
  settle(batch: PendingRow[], results: AppendResult[]): Settlement {
    this.#inFlight -= batch.length
    const stored: Settlement['stored'] = []
    const refused = new Map<object, AppendRefusal>()
    const outcomes = new Map<PendingRow, AppendResult>()
    batch.forEach((pending, index) => {
      const result = results[index] ?? { ok: false, code: 'storage' }
      if (result.ok) stored.push({ pending, seq: result.seq })
      else if (!refused.has(pending.source)) refused.set(pending.source, result.code)
      outcomes.set(pending, result.ok ? result : refusal(refused, pending))
    })
    this.#queue = this.#queue.filter((entry) => {
      if ('run' in entry || !refused.has(entry.source)) return true
      outcomes.set(entry, refusal(refused, entry))
      return false
    })
    this.#refusals += outcomes.size - stored.length
    this.pending.remove(new Set(outcomes.keys()))
    return { stored, tell: () => tellAll(outcomes) }
  }

  /** Goes on with what waits: the next rows, or the task whose turn has come. */
  advance(): void {
    const head = this.#queue[0]
    if (head === undefined || this.#isHeld || this.#isEnded) return
    if (!('run' in head)) return this.#wake()
    if (this.#inFlight > 0) return
    this.#queue.shift()
    this.#isHeld = true
    void head.run().then(() => {
      this.#isHeld = false
      this.advance()
      this.#taskDone()
    })
  }

  /** Nothing goes on from here; rows in flight are stored or not. */
  end(): void {
    this.#isEnded = true
    const unsent = this.#queue
    this.#queue = []
    for (const entry of unsent) {
      if ('run' in entry) entry.drop()
      else entry.settle({ ok: false, code: 'storage' })
    }
  }
}

function refusal(refused: Map<object, AppendRefusal>, { source }: PendingRow): AppendResult {
  return { ok: false, code: refused.get(source) ?? 'storage' }
}

function tellAll(outcomes: Map<PendingRow, AppendResult>): void {
  for (const [pending, outcome] of outcomes) pending.settle(outcome)
  for (const pending of outcomes.keys()) for (const callback of pending.afterwards) callback()
}
