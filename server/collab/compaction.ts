import { OnDemandWorker } from '#server/workers/on-demand-worker.ts'
import type { Compacted, CompactionTask } from './compaction-worker.ts'
import type { Clock } from './ports.ts'

/** Makes one snapshot of a snapshot and rows. */
export interface Compactor {
  /** Rejects when the rows do not make the text of this state vector (if given), or not in time. */
  compact(
    snapshot: Uint8Array | null,
    updates: Uint8Array[],
    vector: ReadonlyMap<number, number> | null,
  ): Promise<Compacted>
  close(): void
}

/**
 * Compacts in a worker. Applying rows to one garbage-collecting Y.Doc is linear; merging them is
 * quadratic (DESIGN.md 3.4).
 */
export class WorkerCompactor implements Compactor {
  readonly #worker: OnDemandWorker<CompactionTask, Compacted>

  constructor(clock: Clock, deadline: number) {
    const script = new URL('./compaction-worker.ts', import.meta.url)
    this.#worker = new OnDemandWorker({ script, clock, deadline })
  }

  compact(
    snapshot: Uint8Array | null,
    updates: Uint8Array[],
    vector: ReadonlyMap<number, number> | null,
  ): Promise<Compacted> {
    return this.#worker.run({ parts: snapshot ? [snapshot, ...updates] : updates, vector })
  }

  close(): void {
    this.#worker.close()
  }
}
