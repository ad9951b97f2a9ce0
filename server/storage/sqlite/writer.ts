import { Worker } from 'node:worker_threads'
import { type ErrorCode, PlenaryError } from '#shared/errors.ts'
import type { CommandOutcome, CommittedEvent } from '../command.ts'
import type { HealthListener } from '../write-health.ts'
import type { WriterMessage, WriterRequest, WriterStart } from './writer-thread.ts'

const mostWaiting = 2000
/** A commit that takes as long will not be waited for: a disk that hangs answers nothing at all. */
const patienceMs = 30_000
const longestPauseMs = 5000

interface Waiting {
  request: WriterRequest
  wasSentAgain: boolean
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The main thread's side of the writer: a bounded queue of commands and their answers. */
export class Writer {
  readonly #file: string
  readonly #onCommit: (events: CommittedEvent[]) => void
  readonly #onHealth: HealthListener
  readonly #patience: number
  readonly #waiting = new Map<number, Waiting>()
  readonly #watch: NodeJS.Timeout
  /** null from the death of one thread to the start of the next. */
  #worker: Worker | null
  #restart: NodeJS.Timeout | undefined
  #nextId = 1
  #isClosing = false
  /** Deaths in a row without a thread that could write. */
  #deaths = 0
  /** Of the thread, as it says itself, or of its absence. */
  #cause: string | null = null
  #isStalled = false
  #toldCause: string | null = null
  #answeredAt = 0

  /** `patience` in milliseconds: how long a command may wait while none is answered. */
  constructor(
    file: string,
    onCommit: (events: CommittedEvent[]) => void,
    onHealth: HealthListener,
    patience = patienceMs,
  ) {
    this.#file = file
    this.#onCommit = onCommit
    this.#onHealth = onHealth
    this.#patience = patience
    this.#worker = this.#start()
    this.#watch = setInterval(() => this.#lookForStall(), patience / 6)
    this.#watch.unref()
  }

  get isHealthy(): boolean {
    return this.#cause === null && !this.#isStalled
  }

  /**
   * Resolves after the commit. Rejects with the command's own refusal, `busy` when the queue is
   * full, or `storage_unavailable`: at once while nothing can be stored. A command with a key is
   * sent again once when the thread died with the outcome unknown: the stored key makes the repeat
   * answer what was stored.
   */
  run(command: string, input: unknown, key: string | null): Promise<unknown> {
    if (!this.isHealthy) return Promise.reject(unavailable('Nothing of this was changed.'))
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
    clearInterval(this.#watch)
    clearTimeout(this.#restart)
    if (!this.#worker) this.#rejectUnrepeatable(new Error('closed'))
    // One that dies on the way is closed as well.
    await this.#send({ id: this.#nextId++, kind: 'close' }).catch(() => undefined)
    await this.#worker?.terminate()
  }

  #send(request: WriterRequest): Promise<unknown> {
    const worker = this.#worker
    if (!worker) return Promise.reject(unavailable('Nothing of this was changed.'))
    if (this.#waiting.size === 0) this.#answeredAt = performance.now()
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { request, wasSentAgain: false, resolve, reject })
      worker.postMessage(request)
    })
  }

  #start(): Worker {
    const start: WriterStart = { file: this.#file, mustProbe: this.#deaths > 0 }
    const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), {
      name: 'writer',
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    worker.on('message', (message: WriterMessage) => this.#heard(message))
    worker.on('error', (error: Error) => this.#died(worker, error))
    worker.on('exit', () => this.#died(worker, new Error('the writer thread ended')))
    return worker
  }

  #heard(message: WriterMessage): void {
    this.#answeredAt = performance.now()
    this.#isStalled = false
    if (message.kind === 'health') {
      this.#cause = message.cause
      if (message.cause === null) this.#deaths = 0
    }
    this.#tellHealth()
    if (message.kind === 'health') return
    for (const { id, outcome } of message.answers) this.#settle(id, outcome)
    // One notice a batch, after the callers have their answers.
    const events = message.answers.flatMap(({ outcome }) => (outcome.ok ? outcome.events : []))
    if (events.length > 0) this.#onCommit(events)
  }

  #settle(id: number, outcome: CommandOutcome): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    if (outcome.ok) waiting.resolve(outcome.value)
    else waiting.reject(new PlenaryError(outcome.code as ErrorCode, outcome.detail, outcome.fields))
  }

  #died(worker: Worker, cause: Error): void {
    if (worker !== this.#worker) return
    this.#worker = null
    this.#deaths += 1
    this.#isStalled = false
    this.#cause = `the writer thread died: ${cause.message}`
    if (!this.#isClosing) this.#tellHealth()
    this.#rejectUnrepeatable(cause)
    if (this.#isClosing) return
    const pause = Math.min(longestPauseMs, 50 * 2 ** this.#deaths)
    this.#restart = setTimeout(() => {
      this.#worker = this.#start()
      for (const { request } of this.#waiting.values()) this.#worker.postMessage(request)
    }, pause)
  }

  /** Leaves what the next thread will be asked again: once, for it may be what the thread died of. */
  #rejectUnrepeatable(cause: Error): void {
    for (const [id, waiting] of this.#waiting) {
      const { request, wasSentAgain } = waiting
      const isRepeatable = request.kind === 'run' && request.key !== null && !wasSentAgain
      if (isRepeatable && !this.#isClosing) {
        waiting.wasSentAgain = true
        continue
      }
      this.#waiting.delete(id)
      const error = unavailable('Whether this was stored is not known.')
      error.cause = cause
      waiting.reject(error)
    }
  }

  #lookForStall(): void {
    const isWaiting = [...this.#waiting.values()].some(({ request }) => request.kind === 'run')
    this.#isStalled = isWaiting && performance.now() - this.#answeredAt > this.#patience
    this.#tellHealth()
  }

  #tellHealth(): void {
    const stall = this.#isStalled ? `nothing was answered within ${this.#patience} ms` : null
    const cause = this.#cause ?? stall
    if ((cause === null) === (this.#toldCause === null)) return
    this.#toldCause = cause
    this.#onHealth(cause === null, cause)
  }
}

function unavailable(detail: string): PlenaryError {
  return new PlenaryError('storage_unavailable', `The database cannot be written now. ${detail}`)
}
