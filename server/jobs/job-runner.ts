import type { Logger } from 'pino'
import type { Storage } from '#server/storage/storage.ts'
import { hour } from '#shared/time.ts'
import { jobCommands } from './job-commands.ts'
import { type LeasedJob, nextDue } from './job-store.ts'

/** Said by a handler whose own command completed or failed the job, together with its effect. */
export const finishedItself = Symbol('finishedItself')

/**
 * Does the work of one kind of job. It may run more than once for the same job (after a crash), so
 * an effect that must happen once belongs into a command that completes the job with it. Throws to
 * be tried again later; a job that is to be given up is closed by its handler's own command.
 */
export type JobHandler = (job: LeasedJob) => Promise<void | typeof finishedItself>

const mostAtOnce = 5
/** After the storage refused; and the longest sleep, since timers count in 31 bits. */
const retryMs = 5000
const longestSleepMs = hour

/**
 * Runs durable jobs: rows that commands write in their own transaction. One loop, asleep until the
 * next job is due; `kick` wakes it after a commit that may have added one.
 */
export class JobRunner {
  readonly #storage: Pick<Storage, 'db' | 'exec'>
  readonly #log: Logger
  readonly #handlers: ReadonlyMap<string, JobHandler>
  #turn: Promise<void> | null = null
  #isAgain = false
  #isStopped = true
  #timer: NodeJS.Timeout | undefined

  constructor(
    { storage, log }: { storage: Pick<Storage, 'db' | 'exec'>; log: Logger },
    handlers: Record<string, JobHandler>,
  ) {
    this.#storage = storage
    this.#log = log
    this.#handlers = new Map(Object.entries(handlers))
  }

  start(): void {
    this.#isStopped = false
    this.kick()
  }

  kick(): void {
    if (this.#isStopped) return
    if (this.#turn) {
      this.#isAgain = true
      return
    }
    clearTimeout(this.#timer)
    this.#turn = this.#runDue().finally(() => {
      this.#turn = null
    })
  }

  /** Resolves when all that is due now has been tried. */
  async settled(): Promise<void> {
    while (this.#turn) await this.#turn
  }

  /** Takes no further job and resolves when those at work have ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.settled()
  }

  async #runDue(): Promise<void> {
    let sleepMs = longestSleepMs
    try {
      do {
        this.#isAgain = false
        sleepMs = await this.#runUntilNoneIsDue()
      } while (this.#isAgain && !this.#isStopped)
    } catch (error) {
      this.#log.warn({ err: error }, 'jobs wait for the storage')
      sleepMs = retryMs
    }
    if (this.#isStopped) return
    this.#timer = setTimeout(() => this.kick(), sleepMs)
    this.#timer.unref()
  }

  /** Answers how long to sleep, in ms. The reading connection is asked first: it costs no write. */
  async #runUntilNoneIsDue(): Promise<number> {
    const kinds = [...this.#handlers.keys()]
    while (!this.#isStopped) {
      const due = await nextDue(this.#storage.db, kinds)
      if (due === null) return longestSleepMs
      if (due > Date.now()) return Math.min(longestSleepMs, due - Date.now())
      const leased = await this.#storage.exec(
        jobCommands.lease,
        { kinds, limit: mostAtOnce },
        { key: null },
      )
      const ended = await Promise.allSettled(leased.map((job) => this.#run(job)))
      for (const result of ended) if (result.status === 'rejected') throw result.reason
    }
    return longestSleepMs
  }

  async #run(job: LeasedJob): Promise<void> {
    const lease = { jobId: job.id, fence: job.fence }
    try {
      const result = await this.#handlers.get(job.kind)?.(job)
      if (result !== finishedItself) {
        await this.#storage.exec(jobCommands.finish, { lease }, { key: null })
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      this.#log.warn(
        { job: job.id, kind: job.kind, attempts: job.attempts, err: error },
        'job failed',
      )
      await this.#storage.exec(jobCommands.fail, { lease, error: message }, { key: null })
    }
  }
}
