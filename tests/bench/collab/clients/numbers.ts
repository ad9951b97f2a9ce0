/** A list of numbers that grows without making an object of each. */
export class Numbers {
  #values = new Float64Array(4096)
  #length = 0

  push(...values: number[]): void {
    if (this.#length + values.length > this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values.set(values, this.#length)
    this.#length += values.length
  }

  /** A copy. */
  taken(): Float64Array {
    return this.#values.slice(0, this.#length)
  }
}
