import { Worker } from 'node:worker_threads'
import * as Y from 'yjs'
import type { CompactionAnswer, CompactionTask } from './compaction-worker.ts'
import { withDeadline } from './deadline.ts'
import type { Clock } from './ports.ts'

interface Waiting {
  resolve(snapshot: Uint8Array): void
  reject(error: Error): void
}

/** Makes one snapshot of a snapshot and rows. */
export interface Compactor {
  /** Rejects when the rows do not make the text of this state vector, or not in time. */
  compact(
    snapshot: Uint8Array | null,
    updates: Uint8Array[],
    vector: ReadonlyMap<number, number>,
  ): Promise<Uint8Array>
  close(): void
}

/** Milliseconds for which the worker is kept after its last task. */
const IDLE = 5_000

/**
 * Compacts in a worker that is started on demand and ends when idle. Applying rows to one garbage-collecting Y.Doc is linear; merging them is quadratic
 * (DESIGN.md 3.4).
 */
export class WorkerCompactor implements Compactor {
  readonly #clock: Clock
  readonly #deadline: number
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #cancelIdle: (() => void) | null = null
  #lastId = 0

  constructor(clock: Clock, deadline: number) {
    this.#clock = clock
    this.#deadline = deadline
  }

  async compact(
    snapshot: Uint8Array | null,
    updates: Uint8Array[],
    vector: ReadonlyMap<number, number>,
  ): Promise<Uint8Array> {
    const id = ++this.#lastId
    const task: CompactionTask = { id, parts: snapshot ? [snapshot, ...updates] : updates }
    this.#cancelIdle?.()
    const worker = (this.#worker ??= this.#start())
    const done = new Promise<Uint8Array>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
    })
    worker.postMessage(task)
    try {
      const compacted = await withDeadline(done, this.#deadline, this.#clock)
      if (!isSameVector(Y.encodeStateVectorFromUpdate(compacted), vector)) {
        throw new Error('the snapshot does not have the structs of the draft')
      }
      return compacted
    } catch (error) {
      // A worker past its deadline may be caught in the row for ever.
      if (this.#waiting.delete(id)) this.#stop(new Error('the compaction worker was stopped'))
      throw error
    } finally {
      if (this.#waiting.size === 0) {
        this.#cancelIdle = this.#clock.after(IDLE, () => this.#stop(new Error('idle')))
      }
    }
  }

  close(): void {
    this.#cancelIdle?.()
    this.#stop(new Error('the engine is closed'))
  }

  #start(): Worker {
    const worker = new Worker(new URL('./compaction-worker.ts', import.meta.url))
    worker.unref()
    worker.on('message', (answer: CompactionAnswer) => {
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      if (answer.snapshot) waiting?.resolve(answer.snapshot)
      else waiting?.reject(new Error(answer.failure))
    })
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#stop(error instanceof Error ? error : new Error('failed'))
    })
    worker.on('exit', () => {
      if (this.#worker === worker) this.#stop(new Error('the compaction worker ended'))
    })
    return worker
  }

  #stop(reason: Error): void {
    const worker = this.#worker
    this.#worker = null
    void worker?.terminate()
    for (const waiting of this.#waiting.values()) waiting.reject(reason)
    this.#waiting.clear()
  }
}

function isSameVector(encoded: Uint8Array, vector: ReadonlyMap<number, number>): boolean {
  const found = Y.decodeStateVector(encoded)
  if (found.size !== vector.size) return false
  return [...vector].every(([client, clock]) => found.get(client) === clock)
}
