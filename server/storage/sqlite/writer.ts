import { Worker } from 'node:worker_threads'
import { type ErrorCode, PlenaryError } from '#shared/errors.ts'
import type { CommandOutcome, CommittedEvent } from '../command.ts'
import type { WriterAnswer, WriterRequest } from './writer-thread.ts'

const mostWaiting = 2000

interface Waiting {
  request: WriterRequest
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The main thread's side of the writer: a bounded queue of commands and their answers. */
export class Writer {
  readonly #file: string
  readonly #onCommit: (events: CommittedEvent[]) => void
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker
  #nextId = 1
  #isClosing = false
  #restarts = 0

  constructor(file: string, onCommit: (events: CommittedEvent[]) => void) {
    this.#file = file
    this.#onCommit = onCommit
    this.#worker = this.#start()
  }

  get isAlive(): boolean {
    return this.#restarts === 0
  }

  /**
   * Resolves after the commit. Rejects with the command's own refusal, `busy` when the queue is
   * full, or `storage_unavailable`. A command with a key is sent again once when the thread died
   * with the outcome unknown: the stored key makes the repeat answer what was stored.
   */
  run(command: string, input: unknown, key: string | null): Promise<unknown> {
    if (this.#waiting.size >= mostWaiting) {
      return Promise.reject(
        new PlenaryError('busy', 'Too many changes at once; try again shortly.'),
      )
    }
    return this.#send({ id: this.#nextId++, kind: 'run', command, input, key })
  }

  backup(file: string): Promise<unknown> {
    return this.#send({ id: this.#nextId++, kind: 'backup', file })
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.#send({ id: this.#nextId++, kind: 'close' })
    await this.#worker.terminate()
  }

  #send(request: WriterRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { request, resolve, reject })
      this.#worker.postMessage(request)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), {
      workerData: { file: this.#file },
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    })
    worker.on('message', (message: WriterAnswer) => {
      this.#restarts = 0
      for (const { id, outcome } of message.answers) this.#settle(id, outcome)
      // One notice a batch, after the callers have their answers.
      const events = message.answers.flatMap(({ outcome }) => (outcome.ok ? outcome.events : []))
      if (events.length > 0) this.#onCommit(events)
    })
    worker.on('error', (error: Error) => this.#died(worker, error))
    worker.on('exit', () => this.#died(worker, new Error('the writer thread ended')))
    return worker
  }

  #settle(id: number, outcome: CommandOutcome): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    if (outcome.ok) waiting.resolve(outcome.value)
    else waiting.reject(new PlenaryError(outcome.code as ErrorCode, outcome.detail, outcome.fields))
  }

  #died(worker: Worker, cause: Error): void {
    if (worker !== this.#worker || this.#isClosing) return
    const unknown = [...this.#waiting.values()]
    this.#waiting.clear()
    this.#restarts += 1
    const again = unknown.filter(
      ({ request }) => request.kind === 'run' && request.key !== null && this.#restarts === 1,
    )
    for (const waiting of unknown) {
      if (again.includes(waiting)) continue
      const error = new PlenaryError(
        'storage_unavailable',
        'The database writer stopped; whether this was stored is not known.',
      )
      error.cause = cause
      waiting.reject(error)
    }
    setTimeout(
      () => {
        this.#worker = this.#start()
        for (const waiting of again) {
          this.#waiting.set(waiting.request.id, waiting)
          this.#worker.postMessage(waiting.request)
        }
      },
      Math.min(5000, 50 * 2 ** this.#restarts),
    )
  }
}
