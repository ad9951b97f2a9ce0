import type { AppendRow, DraftLog, LogHealth } from '#server/collab/ports.ts'

interface Job {
  /** Milliseconds since it was asked for. */
  age: number
  run(): Promise<unknown>
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Milliseconds for which a job may wait before the storage says of itself that it hangs. */
const PATIENCE = 25_000
/** Milliseconds after which a disk that failed is looked at again. */
const BEFORE_PROBE = 20

/**
 * The storage as one process sees it: a queue of jobs with a disk behind it, as the writer thread
 * is. The disk can take its time, fail, and be cut off by a kill, before or after a job got there.
 */
export class ProcessStorage implements DraftLog, LogHealth {
  isBroken = false
  readonly #disk: DraftLog
  /** Of actors, at the moment of the commit. */
  readonly #refresh: (rows: AppendRow[]) => void
  readonly #listeners = new Set<(isHealthy: boolean) => void>()
  #queue: Job[] = []
  #isHeld = false
  #isBusy = false
  #atWork: Job | null = null
  #isKilled = false
  #trouble: 'failed' | 'stalled' | null = null
  #sinceTrouble = 0
  #fails: { isStored: boolean } | null = null

  constructor(disk: DraftLog, refresh: (rows: AppendRow[]) => void) {
    this.#disk = disk
    this.#refresh = refresh
  }

  // Typed by the port, so that a parameter more there needs none here.
  readonly load: DraftLog['load'] = async (draftId) => {
    if (this.isBroken) throw new Error('the disk is gone')
    return this.#disk.load(draftId)
  }

  readonly append: DraftLog['append'] = (rows) =>
    this.queue(() => {
      this.#refresh(rows)
      return this.#disk.append(rows)
    })

  readonly compact: DraftLog['compact'] = (...given) =>
    this.queue(() => this.#disk.compact(...given))

  readonly reserveClients: DraftLog['reserveClients'] = (...given) =>
    this.queue(() => this.#disk.reserveClients(...given))

  readonly quarantine: DraftLog['quarantine'] = (...given) =>
    this.queue(() => this.#disk.quarantine(...given))

  readonly isHealthy = (): boolean => this.#trouble === null

  /** Well, with nothing that waits. */
  get isIdle(): boolean {
    return this.isHealthy() && !this.#isHeld && !this.isBroken && this.#queue.length === 0
  }

  readonly onHealth: LogHealth['onHealth'] = (listener) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Rejected at once while nothing can be stored; never answered once the process was killed. */
  queue<T>(run: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#isKilled) return
      if (this.#trouble) return reject(new Error('nothing can be stored now'))
      this.#queue.push({ age: 0, run, resolve: resolve as Job['resolve'], reject })
      void this.#work()
    })
  }

  hold(): void {
    this.#isHeld = true
  }

  /**
   * Does what waits, `jobs` of it; with 0 all of it, and goes on by itself. After a hang the writer
   * takes all that has gathered as its next batch.
   */
  async release(jobs = 0): Promise<void> {
    if (jobs === 0) {
      this.#isHeld = false
      return this.#work()
    }
    let left = this.#trouble === 'stalled' ? this.#queue.length : jobs
    for (; left > 0 && this.#queue.length > 0; left--) await this.#doNext()
  }

  /** What waits first, or comes next, fails; `isStored`: it got there, and the answer did not. */
  async fail(isStored: boolean): Promise<void> {
    this.#fails = { isStored }
    if (this.#queue.length > 0) await this.#doNext()
  }

  /** Everything works again. */
  async mend(): Promise<void> {
    this.isBroken = false
    this.#fails = null
    await this.release()
  }

  /** Looks whether something waits too long, and whether what failed is over. */
  elapse(milliseconds: number): void {
    this.#sinceTrouble += milliseconds
    const waiting = this.#atWork ? [this.#atWork, ...this.#queue] : this.#queue
    for (const job of waiting) job.age += milliseconds
    const isStalled = waiting.some(({ age }) => age >= PATIENCE)
    if (isStalled && !this.#trouble) this.#become('stalled')
    const isOver = this.#trouble === 'failed' && !this.isBroken && !this.#isHeld
    if (isOver && this.#sinceTrouble >= BEFORE_PROBE) this.#become(null)
  }

  /** The first `stored` jobs got there. Nobody is told of anything any more. */
  async kill(stored: number): Promise<void> {
    this.#isKilled = true
    const reached = this.#queue.slice(0, stored)
    this.#queue = []
    for (const { run } of reached) await run().catch(() => undefined)
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    while (this.#queue.length > 0 && !this.#isHeld) await this.#doNext()
    this.#isBusy = false
  }

  async #doNext(): Promise<void> {
    const job = this.#queue.shift()!
    const { run, resolve, reject } = job
    this.#atWork = job
    const fails = this.#fails
    this.#fails = null
    try {
      if (this.isBroken) throw new Error('the disk is gone')
      const value = fails?.isStored === false ? null : await run()
      if (fails) throw new Error('the disk is gone')
      if (this.#isKilled) return
      if (this.#trouble === 'stalled') this.#become(null)
      resolve(value)
    } catch (error) {
      if (this.#isKilled) return
      if (this.isBroken || fails) this.#become('failed')
      reject(error as Error)
    } finally {
      this.#atWork = null
    }
  }

  #become(trouble: 'failed' | 'stalled' | null): void {
    const wasHealthy = this.isHealthy()
    this.#trouble = trouble
    this.#sinceTrouble = 0
    if (this.isHealthy() === wasHealthy) return
    for (const listener of this.#listeners) listener(this.isHealthy())
  }
}
