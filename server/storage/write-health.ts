import type { Db } from './command.ts'

/**
 * Told after each change, with the cause in the storage's own words while it cannot write, and null
 * when it is well again.
 */
export type HealthListener = (isHealthy: boolean, cause: string | null) => void

const probeEveryMs = 1000
/** Trouble that comes back within this time after it was over is looked at less and less often. */
const restMs = 60_000
const longestPauseMs = 30_000

/** As much as a busy moment writes: on the last free page a flag could still be set. */
const probeBytes = 65_536
const probeKey = 'storage.probe'

/**
 * Two real commits, through the same disk as everything else; nothing stays. Rejects where the
 * storage still cannot write.
 */
export async function writeProbe(db: Db): Promise<void> {
  const at = Date.now()
  // Other letters than a probe that was left there: what is equal SQLite would not write.
  const row = { command: probeKey, result: (at % 36).toString(36).repeat(probeBytes), at }
  await db
    .insertInto('idempotency')
    .values({ key: probeKey, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
  await db.deleteFrom('idempotency').where('key', '=', probeKey).execute()
}

/**
 * Whether the storage can write. After a failure only a probe says that it can again: on a disk
 * that is all but full small changes would go on to succeed, and everybody be sent to and fro.
 */
export class WriteHealth {
  readonly #probe: () => Promise<void>
  readonly #tell: (cause: string | null) => void
  #cause: string | null = null
  #pause = probeEveryMs
  #wellSince = -Infinity
  #timer: NodeJS.Timeout | undefined

  /** `tell` hears the cause of trouble, and null when it is over. */
  constructor(probe: () => Promise<void>, tell: (cause: string | null) => void) {
    this.#probe = probe
    this.#tell = tell
  }

  get isHealthy(): boolean {
    return this.#cause === null
  }

  /** Nothing counts as stored from here until a probe was. */
  failed(cause: string): void {
    if (!this.isHealthy) return
    const isBack = performance.now() - this.#wellSince < restMs
    this.#pause = isBack ? Math.min(longestPauseMs, this.#pause * 2) : probeEveryMs
    this.#cause = cause
    this.#tell(cause)
    this.#probeLater()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #probeLater(): void {
    this.#timer = setTimeout(() => void this.#look(), this.#pause)
  }

  async #look(): Promise<void> {
    try {
      await this.#probe()
    } catch {
      // Still the same trouble, which was told already; `stop` may have come meanwhile.
      if (this.#timer) this.#probeLater()
      return
    }
    this.#wellSince = performance.now()
    this.#cause = null
    this.#tell(null)
  }
}
