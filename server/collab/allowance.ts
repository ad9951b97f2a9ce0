import type { Clock } from './ports.ts'

/** A token bucket: so many bytes a second, and so many at once. */
export class Allowance {
  #left: number
  #at: number
  readonly #perSecond: number
  readonly #burst: number
  readonly #clock: Clock

  constructor(perSecond: number, burst: number, clock: Clock) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#clock = clock
    this.#left = burst
    this.#at = clock.now()
  }

  /** Takes `bytes`; false when there is not that much left. */
  take(bytes: number): boolean {
    const now = this.#clock.now()
    const refill = (Math.max(0, now - this.#at) / 1000) * this.#perSecond
    this.#left = Math.min(this.#burst, this.#left + refill)
    this.#at = now
    if (bytes > this.#left) return false
    this.#left -= bytes
    return true
  }
}
