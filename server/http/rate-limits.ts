import { RateLimiterMemory } from 'rate-limiter-flexible'
import { PlenaryError } from '#shared/errors.ts'
import { hour, minute } from '#shared/time.ts'

/**
 * Per account and per (account, address); per address alone only at a ceiling that an agency
 * behind one address does not reach (H25).
 */
const limits = {
  passwordOfAccountFromAddress: { points: 10, per: 15 * minute },
  passwordOfAccount: { points: 100, per: hour },
  passwordFromAddress: { points: 1000, per: hour },
  linkForAccount: { points: 5, per: 15 * minute },
  linkFromAddress: { points: 300, per: hour },
} as const

export type LimitName = keyof typeof limits

/** Counts in this process's memory; `areOff` for load tests on loopback (RATE_LIMITS=off). */
export class RateLimits {
  readonly #limiters: ReadonlyMap<LimitName, RateLimiterMemory>
  readonly #areOff: boolean

  constructor(areOff: boolean) {
    this.#areOff = areOff
    this.#limiters = new Map(
      Object.entries(limits).map(([name, { points, per }]) => [
        name as LimitName,
        new RateLimiterMemory({ keyPrefix: name, points, duration: per / 1000 }),
      ]),
    )
  }

  /** Takes a point; false when there is none left. */
  async take(name: LimitName, key: string): Promise<boolean> {
    if (this.#areOff) return true
    try {
      await this.#limiter(name).consume(key)
      return true
    } catch (refusal) {
      if (refusal instanceof Error) throw refusal
      return false
    }
  }

  /** As `take`; throws `too_many_requests`. */
  async require(name: LimitName, key: string): Promise<void> {
    if (!(await this.take(name, key))) throw new PlenaryError('too_many_requests')
  }

  /** Gives a point back: what it was taken for did not fail. */
  async giveBack(name: LimitName, key: string): Promise<void> {
    if (!this.#areOff) await this.#limiter(name).reward(key)
  }

  #limiter(name: LimitName): RateLimiterMemory {
    const limiter = this.#limiters.get(name)
    if (!limiter) throw new Error(`no limit ${name}`)
    return limiter
  }
}
