/**
 * From ids that were drawn for this import to those of rows that stand already. Drawn ids are
 * random and occur nowhere else, so they are replaced wherever they stand in plain data.
 */
export class Links {
  readonly #targets = new Map<string, string | null>()

  constructor(from: string, to: string) {
    this.set(from, to)
  }

  /** `to` null: what was there is gone, and what points at it points at nothing. */
  set(from: string, to: string | null): void {
    if (from !== to) this.#targets.set(from, to)
  }

  /** A copy of plain data with every such id replaced, in `space:<id>` too. */
  relink<T>(value: T): T {
    return this.#relinked(value) as T
  }

  #relinked(value: unknown): unknown {
    if (typeof value === 'string') return this.#target(value)
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
    if (Array.isArray(value)) return value.map((item) => this.#relinked(item))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.#relinked(item)]),
    )
  }

  #target(value: string): string | null {
    const known = this.#targets.get(value)
    if (known !== undefined) return known
    const [kind, id] = value.split(':', 2)
    const target = id === undefined ? undefined : this.#targets.get(id)
    return target ? `${kind}:${target}` : value
  }
}
