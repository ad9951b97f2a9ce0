import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'

const channel = 'worker_threads'

/**
 * The writer threads that this process starts from here on, for what a test does to them: node
 * tells of each new thread, so the product needs no door for it.
 */
export class WriterThreads {
  readonly started: Worker[] = []
  /** Each new one dies before it has done anything. */
  areStillborn = false

  constructor() {
    const note = (message: unknown) => {
      const { worker } = message as { worker: Worker }
      if (worker.threadName !== 'writer') return
      this.started.push(worker)
      if (this.areStillborn) void worker.terminate()
    }
    subscribe(channel, note)
    onTestFinished(() => void unsubscribe(channel, note))
  }

  get current(): Worker {
    const worker = this.started.at(-1)
    if (!worker) throw new Error('no writer thread was started')
    return worker
  }

  /** As a crash: nothing of it is told but its end. */
  async kill(): Promise<void> {
    await this.current.terminate()
  }

  /**
   * The thread ends between its next COMMIT and the answer: what it answers gets no farther than
   * this process's door. Resolves when it is gone.
   */
  dieBeforeAnswering(worker = this.current): Promise<void> {
    return new Promise((resolve) => {
      const emit = worker.emit.bind(worker) as (name: string, ...values: unknown[]) => boolean
      worker.emit = (name: string | symbol, ...values: unknown[]) => {
        const isAnswer = (values[0] as { kind?: string } | undefined)?.kind === 'answers'
        if (name !== 'message' || !isAnswer) return emit(name as string, ...values)
        void worker.terminate().then(() => resolve())
        return true
      }
    })
  }

  /** What the thread says from here on is never heard, and it lives: a disk that hangs. */
  silence(worker = this.current): () => void {
    const emit = worker.emit
    const unheard: unknown[][] = []
    worker.emit = (name: string | symbol, ...values: unknown[]) => {
      if (name === 'message') return unheard.push(values) > 0
      return emit.call(worker, name as 'message', ...(values as [unknown]))
    }
    return () => {
      worker.emit = emit
      for (const values of unheard) worker.emit('message', values[0])
    }
  }
}
