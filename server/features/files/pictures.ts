import { Worker } from 'node:worker_threads'
import type { PictureAnswer, PictureRequest } from './picture-thread.ts'

type Size = PictureAnswer['size']

interface Waiting {
  request: PictureRequest
  resolve(size: Size): void
}

const idleMs = 20_000
const deadlineMs = 20_000

/**
 * Re-encodes pictures in a thread that starts on demand and ends when idle. One at a time; one that
 * passes its deadline or kills the thread counts as no picture.
 */
export class Pictures {
  readonly #queue: Waiting[] = []
  #worker: Worker | null = null
  #current: Waiting | null = null
  #timer: NodeJS.Timeout | undefined
  #nextId = 1

  /** The size of what was written to `target`, at most 2048 px a side; null: not a picture. */
  reencode(source: string, target: string): Promise<Size> {
    return new Promise((resolve) => {
      this.#queue.push({ request: { id: this.#nextId++, source, target }, resolve })
      this.#next()
    })
  }

  #next(): void {
    if (this.#current) return
    clearTimeout(this.#timer)
    const next = this.#queue.shift()
    if (!next) {
      this.#timer = setTimeout(() => this.#stop(), idleMs).unref()
      return
    }
    this.#current = next
    this.#worker ??= this.#start()
    this.#timer = setTimeout(() => this.#stop(), deadlineMs).unref()
    this.#worker.postMessage(next.request)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./picture-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 },
    })
    worker.unref()
    worker.on('message', (answer: PictureAnswer) => this.#settle(answer.id, answer.size))
    // An error is followed by exit, which answers whoever waits.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null
      if (this.#current && this.#worker === null) this.#settle(this.#current.request.id, null)
    })
    return worker
  }

  #settle(id: number, size: Size): void {
    if (this.#current?.request.id !== id) return
    this.#current.resolve(size)
    this.#current = null
    this.#next()
  }

  /** Ends the thread: it is idle, or has passed its deadline. */
  #stop(): void {
    void this.#worker?.terminate()
  }
}
