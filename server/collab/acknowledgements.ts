/**
 * Counts the step 2 and update frames of one connection (rule C5). `stored` is how many of the
 * first ones are durable; a frame that is never marked stops the count there (H4).
 */
export class Acknowledgements {
  #opened = 0
  #stored = 0
  #stopsAt = Infinity
  readonly #ahead = new Set<number>()

  get stored(): number {
    return this.#stored
  }

  /** A frame arrived; answers its number. */
  open(): number {
    return ++this.#opened
  }

  /** Frame `number` will never be stored: the count ends before it. */
  stopAt(number: number): void {
    this.#stopsAt = Math.min(this.#stopsAt, number)
  }

  isStoppedBefore(number: number): boolean {
    return this.#stopsAt < number
  }

  /** Frame `number` is durable, or needed no storing. Answers whether the count moved. */
  mark(number: number): boolean {
    if (number >= this.#stopsAt) return false
    this.#ahead.add(number)
    const before = this.#stored
    while (this.#ahead.delete(this.#stored + 1)) this.#stored++
    return this.#stored > before
  }
}
