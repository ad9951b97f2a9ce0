import { DeadlinePassed, OnDemandWorker } from '#server/workers/on-demand-worker.ts'
import type { Verdict } from './admission/admit.ts'
import { DraftIndex } from './admission/draft-index.ts'
import type { PackedIndex } from './admission/draft-index.ts'
import type { Clock } from './ports.ts'
import type { ReadingResult, ReadingTask } from './reading-worker.ts'
import { FrameRefused } from './refusals.ts'

/** Bytes above which a frame is read in a worker: one that is not can hold 5,000 structs (H3). */
export const LARGE_FRAME = 10 * 1024
/** Bytes above which a draft is indexed and compared in a worker. */
export const LARGE_DRAFT = 256 * 1024

/** Reads in a worker what would hold up every other room on the event loop. */
export class ReadingDesk {
  readonly #worker: OnDemandWorker<ReadingTask, ReadingResult>

  constructor(clock: Clock, deadline: number) {
    const script = new URL('./reading-worker.ts', import.meta.url)
    this.#worker = new OnDemandWorker({ script, clock, deadline })
  }

  /** Rejects with FrameRefused; `frameTooLarge` when it cannot be read in time. */
  async admit(
    update: Uint8Array,
    clocks: ReadonlyMap<number, number>,
    index: PackedIndex,
  ): Promise<Verdict> {
    const result = await this.#run({ kind: 'admit', update, clocks, index }).catch((error) => {
      throw error instanceof DeadlinePassed ? new FrameRefused('frameTooLarge') : error
    })
    if (result.kind === 'refused') throw new FrameRefused(result.reason)
    return (result as Extract<ReadingResult, { kind: 'admit' }>).verdict
  }

  async index(parts: Uint8Array[]): Promise<DraftIndex> {
    const result = await this.#run({ kind: 'index', parts })
    return DraftIndex.unpack((result as Extract<ReadingResult, { kind: 'index' }>).index)
  }

  async diff(parts: Uint8Array[], vector: Uint8Array): Promise<Uint8Array[]> {
    const result = await this.#run({ kind: 'diff', parts, vector })
    return (result as Extract<ReadingResult, { kind: 'diff' }>).updates
  }

  close(): void {
    this.#worker.close()
  }

  #run(task: ReadingTask): Promise<ReadingResult> {
    return this.#worker.run(task)
  }
}
