import { Worker } from 'node:worker_threads'

/** Real time; must not keep the process alive. */
interface WorkerClock {
  after(ms: number, task: () => void): () => void
}

export interface OnDemandWorkerOptions {
  /** A module that calls `answerTasks`. */
  script: URL
  clock: WorkerClock
  /** Milliseconds for one task, from when its turn has come. */
  deadline: number
  /** Milliseconds for which the thread is kept after its last task. */
  idle?: number
  /** Megabytes of heap; a task that needs more fails alone. */
  memory?: number
}

/** A task took longer than its deadline; its thread was stopped. */
export class DeadlinePassed extends Error {}

/** A task could not be done: what the script threw, or that its thread ended. */
export class TaskFailed extends Error {}

/** The task was not done because the whole worker is closed: it says nothing about the task. */
export class WorkerClosed extends Error {}

interface Job {
  task: unknown
  resolve(value: unknown): void
  reject(error: Error): void
}

export type Answer = { value: unknown; failure?: undefined } | { failure: string }

/**
 * A worker thread that is started on demand and ends when idle. Tasks run one after another; one
 * that throws, passes its deadline or exhausts its memory fails alone, and the next one has a
 * fresh thread.
 */
export class OnDemandWorker<Task, Value> {
  readonly #options: Required<OnDemandWorkerOptions>
  readonly #queue: Job[] = []
  #worker: Worker | null = null
  #current: Job | null = null
  #cancelTimer: (() => void) | null = null
  #isClosed = false

  constructor(options: OnDemandWorkerOptions) {
    this.#options = { idle: 5_000, memory: 1024, ...options }
  }

  /** Rejects with TaskFailed, DeadlinePassed or WorkerClosed. */
  run(task: Task): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#isClosed) return reject(new WorkerClosed())
      this.#queue.push({ task, resolve: resolve as Job['resolve'], reject })
      this.#next()
    })
  }

  close(): void {
    this.#isClosed = true
    this.#stop()
    const left = [this.#current, ...this.#queue.splice(0)]
    this.#current = null
    for (const job of left) job?.reject(new WorkerClosed())
  }

  #next(): void {
    if (this.#current) return
    this.#cancelTimer?.()
    const job = this.#queue.shift()
    if (!job) {
      this.#cancelTimer = this.#options.clock.after(this.#options.idle, () => this.#stop())
      return
    }
    this.#current = job
    this.#worker ??= this.#start()
    this.#cancelTimer = this.#options.clock.after(this.#options.deadline, () => {
      this.#stop()
      this.#settle(new DeadlinePassed('took too long'))
    })
    this.#worker.postMessage(job.task)
  }

  #settle(outcome: Answer | Error): void {
    const job = this.#current
    this.#current = null
    if (outcome instanceof Error) job?.reject(outcome)
    else if (outcome.failure === undefined) job?.resolve(outcome.value)
    else job?.reject(new TaskFailed(outcome.failure))
    if (!this.#isClosed) this.#next()
  }

  #start(): Worker {
    const worker = new Worker(this.#options.script, {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.memory },
    })
    worker.unref()
    worker.on('message', (answer: Answer) => {
      if (this.#worker === worker) this.#settle(answer)
    })
    const died = (why: string) => {
      if (this.#worker !== worker) return
      this.#worker = null
      if (this.#current) this.#settle(new TaskFailed(why))
    }
    worker.on('error', (error) => died(error instanceof Error ? error.message : 'failed'))
    worker.on('exit', () => died('the thread ended'))
    return worker
  }

  #stop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    const worker = this.#worker
    this.#worker = null
    void worker?.terminate()
  }
}
