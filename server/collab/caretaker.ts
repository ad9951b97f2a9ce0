import { DeadlinePassed, TaskFailed, WorkerClosed } from '#server/workers/on-demand-worker.ts'
import type { AppendRow, DraftId, StoredRow } from './ports.ts'
import { findBadRow, withDependents } from './quarantine.ts'
import type { Refusal } from './refusals.ts'
import type { RoomContext } from './room-context.ts'
import type { RowQueue } from './row-queue.ts'
import type { StoredState } from './stored-state.ts'

/** The room that is cared for. */
interface CaredRoom {
  readonly draftId: DraftId
  readonly epoch: string
  readonly state: StoredState
  readonly rows: RowQueue
  readonly isGone: boolean
  end(reason: Refusal): void
}

/** How many rows may be found bad, one after the other, in one care. */
const MAX_BAD = 8

/**
 * Keeps a room's log short and sound (rule C10): compacts it, so finds text whose paragraph is gone
 * (H6), and takes out rows that make the draft unreadable (H2). One thing at a time.
 */
export class Caretaker {
  readonly #room: CaredRoom
  readonly #context: RoomContext
  readonly #done: () => void
  #underWay: Promise<void> | null = null
  /** Rows at which the next compaction is due; twice as many after each failure. */
  #compactAt: number
  #cancelQuiet: (() => void) | null = null
  #lastExact = -Infinity
  /** Since the last compaction: who wrote, whether anything was deleted, or may have come late. */
  readonly #writers = new Set<string>()
  #hasDeletions = false
  #hasReturned = false

  /** `done` is called whenever nothing is under way any more. */
  constructor(room: CaredRoom, context: RoomContext, done: () => void) {
    this.#room = room
    this.#context = context
    this.#done = done
    this.#compactAt = context.limits.compactAfterRows
    // Rows that an earlier process left: how they came about is not known.
    this.#hasReturned = room.state.rows.length > 0
    this.#awaitQuiet()
  }

  get isBusy(): boolean {
    return this.#underWay !== null
  }

  /** These were stored; `isReturn`: some were written away from the room and came as a step 2. */
  stored(rows: readonly AppendRow[], isReturn: boolean): void {
    for (const { personId, structs, deletions } of rows) {
      if (structs.length > 0) this.#writers.add(personId)
      this.#hasDeletions ||= deletions.length > 0
    }
    this.#hasReturned ||= isReturn
    if (this.#room.state.rows.length >= this.#compactAt) void this.compact()
    else this.#awaitQuiet()
  }

  /** Nobody is in the room any more. */
  lastLeft(): void {
    const { compactOnLeaveRows } = this.#context.limits
    if (this.#mayHaveOrphans || this.#room.state.rows.length >= compactOnLeaveRows) {
      void this.compact()
    }
  }

  /** Makes the index of deletions complete, so that whole delete sets can be compared (H21). */
  async makeExact(): Promise<void> {
    await this.#underWay
    if (this.#room.state.isExact || this.#room.isGone) return
    const { clock, limits } = this.#context
    const wait = this.#lastExact + limits.betweenExact - clock.now()
    if (wait > 0) await new Promise<void>((resolve) => void clock.after(wait, resolve))
    if (this.#room.state.isExact || this.#room.isGone) return
    this.#lastExact = clock.now()
    await this.compact()
  }

  /** A failure keeps the rows. Resolves in any case. */
  compact(): Promise<void> {
    this.#underWay ??= this.#run().finally(() => {
      this.#underWay = null
      this.#done()
    })
    return this.#underWay
  }

  /** Nothing more is begun; what is under way ends. */
  stop(): void {
    this.#cancelQuiet?.()
    this.#cancelQuiet = null
  }

  /** Text can lose its paragraph when two write at once, or one comes back with old work (H6). */
  get #mayHaveOrphans(): boolean {
    return this.#hasReturned || (this.#hasDeletions && this.#writers.size > 1)
  }

  #awaitQuiet(): void {
    this.stop()
    if (!this.#mayHaveOrphans) return
    const { clock, limits } = this.#context
    this.#cancelQuiet = clock.after(limits.quietBeforeCare, () => void this.compact())
  }

  async #run(): Promise<void> {
    this.stop()
    const rows = [...this.#room.state.rows]
    const { clock, health, logger, metrics } = this.#context
    if (rows.length === 0 || this.#room.isGone || !health.isHealthy()) return
    const started = clock.now()
    try {
      await this.#compactRows(rows)
      metrics.compacted({ rows: rows.length, ms: clock.now() - started })
    } catch (error) {
      if (error instanceof WorkerClosed) return
      this.#compactAt = Math.max(this.#compactAt, rows.length * 2)
      metrics.compactionFailed()
      const { draftId } = this.#room
      logger.error({ error, draftId }, 'compaction failed, rows kept')
      if (error instanceof TaskFailed || error instanceof DeadlinePassed) {
        await this.#takeOutBadRows(error.message).catch((cause: unknown) => {
          if (cause instanceof WorkerClosed) return
          logger.error({ error: cause, draftId }, 'the bad row was not found, all rows kept')
        })
      }
    }
  }

  async #compactRows(rows: StoredRow[]): Promise<void> {
    const { compactor, limits, log } = this.#context
    const { draftId, epoch, state } = this.#room
    const updates = rows.map(({ update }) => update)
    const vector = new Map(state.vector)
    this.#writers.clear()
    this.#hasDeletions = this.#hasReturned = false
    const { snapshot, orphans, implied } = await compactor.compact(state.snapshot, updates, vector)
    if (this.#room.isGone) return
    const seqs = rows.map(({ seq }) => seq)
    await log.compact(draftId, { epoch, snapshot, seqs, orphans })
    state.compacted(snapshot, new Set(seqs), implied)
    this.#compactAt = limits.compactAfterRows
  }

  /**
   * Rows that no replica can read whole are taken out with all that hangs on them, and everybody
   * begins afresh: what they had of it is offered to them as a copy.
   */
  async #takeOutBadRows(failure: string): Promise<void> {
    const { log, logger, metrics } = this.#context
    const { draftId, epoch, state } = this.#room
    const bad = await this.#findBadRows()
    if (bad.size === 0 || this.#room.isGone) return
    await this.#room.rows.exclusive(async () => {
      const rows = withDependents(state.snapshot, state.rows, bad)
      await log.quarantine(draftId, { epoch, failure, rows })
      metrics.quarantined(rows.length)
      logger.error({ draftId, failure, seqs: rows.map(({ seq }) => seq) }, 'rows were quarantined')
      this.#room.end('epoch')
    })
  }

  async #findBadRows(): Promise<Set<number>> {
    const { snapshot, rows } = this.#room.state
    const bad = new Set<number>()
    let left = [...rows]
    for (let round = 0; round < MAX_BAD; round++) {
      const isSound = (count: number) => this.#isSound(left.slice(0, count))
      const seq = await findBadRow(left, isSound)
      if (seq === null) break
      bad.add(seq)
      const out = new Set(withDependents(snapshot, rows, bad).map((row) => row.seq))
      left = rows.filter((row) => !out.has(row.seq))
    }
    return bad
  }

  async #isSound(rows: StoredRow[]): Promise<boolean> {
    const parts = rows.map(({ update }) => update)
    return this.#context.compactor.compact(this.#room.state.snapshot, parts, null).then(
      () => true,
      (error: unknown) => {
        if (error instanceof TaskFailed || error instanceof DeadlinePassed) return false
        throw error
      },
    )
  }
}
