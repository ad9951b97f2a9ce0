/** What is said of a clock of which nothing was said. */
export const UNSET = -1

export interface ClockId {
  client: number
  clock: number
}

/** Of one client id: from `clocks[i]` on, until the next, `values[i]` holds. */
interface ClientEntries {
  clocks: number[]
  values: number[]
}

/** One number for each clock of each Yjs client id, kept as ranges; UNSET where nothing was said. */
export class ClockIndex {
  readonly #clients = new Map<number, ClientEntries>()

  has(client: number): boolean {
    return this.#clients.has(client)
  }

  /** From `from` on for all that follows; nothing was said of this client from there on. */
  append(client: number, from: number, value: number): void {
    const { clocks, values } = this.#entriesOf(client)
    if (value === (values.at(-1) ?? UNSET)) return
    clocks.push(from)
    values.push(value)
  }

  /** From `from` on and before `to`; Infinity: for all that follows too. */
  assign(client: number, from: number, to: number, value: number): void {
    if (to <= from) return
    const entries = this.#entriesOf(client)
    const { clocks, values } = entries
    const first = firstAtOrAfter(clocks, from)
    const last = firstAtOrAfter(clocks, to)
    const resumes = to !== Infinity && clocks[last] !== to
    const after = values[last - 1] ?? UNSET
    clocks.splice(first, last - first, from, ...(resumes ? [to] : []))
    values.splice(first, last - first, value, ...(resumes ? [after] : []))
    mergeAround(entries, first, first + (resumes ? 2 : 1))
  }

  /** As `assign`, where nothing was said yet. */
  fill(client: number, from: number, to: number, value: number): void {
    const gaps = this.#gaps(client, from, to)
    for (const [start, end] of gaps) this.assign(client, start, end, value)
  }

  /** What is said of `from` is said of `to` and what follows each of them. */
  copy(from: ClockId, to: ClockId, length: number): void {
    let start = 0
    for (let at = 1; at <= length; at++) {
      const value = this.at(from.client, from.clock + start)
      if (at < length && this.at(from.client, from.clock + at) === value) continue
      this.assign(to.client, to.clock + start, to.clock + at, value)
      start = at
    }
  }

  at(client: number, clock: number): number {
    const entries = this.#clients.get(client)
    if (entries === undefined) return UNSET
    return entries.values[firstAtOrAfter(entries.clocks, clock + 1) - 1] ?? UNSET
  }

  /** By ascending client and clock, those of UNSET too; adjacent ones of a client differ in value. */
  forEachRange(visit: (client: number, from: number, to: number, value: number) => void): void {
    for (const client of [...this.#clients.keys()].toSorted((a, b) => a - b)) {
      const { clocks, values } = this.#entriesOf(client)
      for (let at = 0; at < clocks.length; at++)
        visit(client, clocks[at] ?? 0, clocks[at + 1] ?? Infinity, values[at] ?? UNSET)
    }
  }

  #gaps(client: number, from: number, to: number): [number, number][] {
    const { clocks, values } = this.#clients.get(client) ?? { clocks: [], values: [] }
    const gaps: [number, number][] = []
    let at = firstAtOrAfter(clocks, from + 1) - 1
    for (let start = from; start < to; at++) {
      const end = Math.min(clocks[at + 1] ?? Infinity, to)
      if ((values[at] ?? UNSET) === UNSET && end > start) gaps.push([start, end])
      start = end
    }
    return gaps
  }

  #entriesOf(client: number): ClientEntries {
    let entries = this.#clients.get(client)
    if (entries === undefined) this.#clients.set(client, (entries = { clocks: [], values: [] }))
    return entries
  }
}

/** Entries that say what the one before them says are none. */
function mergeAround({ clocks, values }: ClientEntries, from: number, to: number): void {
  for (let at = Math.min(to, clocks.length - 1); at >= from; at--) {
    if (values[at] !== (values[at - 1] ?? UNSET)) continue
    clocks.splice(at, 1)
    values.splice(at, 1)
  }
}

/** Index of the first clock that is `clock` or more. */
function firstAtOrAfter(clocks: readonly number[], clock: number): number {
  let low = 0
  let high = clocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((clocks[middle] ?? 0) < clock) low = middle + 1
    else high = middle
  }
  return low
}
