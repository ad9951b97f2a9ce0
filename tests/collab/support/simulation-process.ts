import { compactUpdates } from '#server/collab/compaction-worker.ts'
import type { Compactor } from '#server/collab/compaction.ts'
import { CollabEngine } from '#server/collab/engine.ts'
import type { DraftAccess, DraftLog } from '#server/collab/ports.ts'
import { CountedMetrics, KeptLog } from './collab-server.ts'
import { ManualClock, turns } from './manual-clock.ts'
import type { ProcessStorage } from './simulation-storage.ts'

/** Compacts without a thread, so that a list of actions always does the same; not at once. */
const COMPACT_HERE: Compactor = {
  compact: async (snapshot, updates) => {
    const compacted = compactUpdates(snapshot ? [snapshot, ...updates] : updates)
    await turns(16)
    return compacted
  },
  close: () => undefined,
}

const LIMITS = { compactAfterRows: 4, compactOnLeaveRows: 1 }
/** Milliseconds: between two turns, more than commits are apart; and of time that passes. */
const MOMENT = 3
const STEP = 5_000

interface Surroundings {
  storage: ProcessStorage
  /** The storage, or a fault around it. */
  log: DraftLog
  access: DraftAccess
}

/** One server process: an engine, its storage, and the time that it lives in. */
export class SimulatedProcess {
  readonly storage: ProcessStorage
  readonly engine: CollabEngine
  readonly #clock = new ManualClock()

  constructor({ storage, log, access }: Surroundings) {
    this.storage = storage
    this.engine = new CollabEngine({
      log,
      health: storage,
      access,
      clock: this.#clock,
      metrics: new CountedMetrics(),
      logger: new KeptLog(),
      schemaVersion: '1',
      limits: LIMITS,
      compactor: COMPACT_HERE,
    })
  }

  /** What has been set going goes on, for a few milliseconds. */
  async proceed(turnsLeft: number): Promise<void> {
    for (let left = turnsLeft; left > 0; left--) {
      await turns(1)
      this.#elapse(MOMENT)
    }
  }

  /** In steps: what a step sets going has begun before the next one. */
  async passTime(milliseconds: number, beforeStep: () => void): Promise<void> {
    for (let left = milliseconds; left > 0; left -= STEP) {
      beforeStep()
      this.#elapse(Math.min(left, STEP))
      await this.proceed(1)
    }
  }

  /** False when it hangs. */
  async close(): Promise<boolean> {
    await this.storage.mend()
    this.#elapse(1_000)
    let isClosed = false
    void this.engine.close().then(() => (isClosed = true))
    await this.proceed(12)
    return isClosed
  }

  #elapse(milliseconds: number): void {
    this.storage.elapse(milliseconds)
    this.#clock.advance(milliseconds)
  }
}
