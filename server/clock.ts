/**
 * Domain time: posts, invitations, deadlines, terms, "today". A demonstration set in 2007 carries
 * an offset in its database and runs on from the instant of its file, across restarts. Sessions,
 * secrets, limits, logs and metrics use real time instead.
 */
export class DomainClock {
  #offset: number

  constructor(offsetMs: number) {
    this.#offset = offsetMs
  }

  now(): number {
    return Date.now() + this.#offset
  }

  /** After an import or a restore has set another clock. */
  setOffset(offsetMs: number): void {
    this.#offset = offsetMs
  }
}
