import * as encoding from 'lib0/encoding'
import type { Deletion } from '../ports.ts'

/**
 * Which clocks are deleted: per client sorted, disjoint, merged ranges, held flat as
 * [from, to, from, to, …] with `to` exclusive.
 */
export class DeletionIndex {
  readonly #clients = new Map<number, number[]>()

  static unpack(packed: Map<number, Float64Array>): DeletionIndex {
    const index = new DeletionIndex()
    for (const [client, ranges] of packed) index.#clients.set(client, [...ranges])
    return index
  }

  pack(): Map<number, Float64Array> {
    return new Map(
      [...this.#clients].map(([client, ranges]) => [client, Float64Array.from(ranges)]),
    )
  }

  get isEmpty(): boolean {
    return this.#clients.size === 0
  }

  add({ client, clock, len }: Deletion): void {
    let ranges = this.#clients.get(client)
    if (!ranges) this.#clients.set(client, (ranges = []))
    let from = clock
    let to = clock + len
    const first = firstEndingAtOrAfter(ranges, from)
    let last = first
    while (last < ranges.length && ranges[last]! <= to) {
      from = Math.min(from, ranges[last]!)
      to = Math.max(to, ranges[last + 1]!)
      last += 2
    }
    ranges.splice(first, last - first, from, to)
  }

  addAll(deletions: Iterable<Deletion>): void {
    for (const deletion of deletions) this.add(deletion)
  }

  /** The parts of a deletion that are not in the index. */
  missing({ client, clock, len }: Deletion): Deletion[] {
    const ranges = this.#clients.get(client)
    if (!ranges) return [{ client, clock, len }]
    const parts: Deletion[] = []
    const end = clock + len
    let from = clock
    for (let i = firstEndingAtOrAfter(ranges, clock); i < ranges.length && from < end; i += 2) {
      const gapEnd = Math.min(ranges[i]!, end)
      if (gapEnd > from) parts.push({ client, clock: from, len: gapEnd - from })
      from = Math.max(from, ranges[i + 1]!)
    }
    if (from < end) parts.push({ client, clock: from, len: end - from })
    return parts
  }

  *[Symbol.iterator](): Generator<Deletion> {
    for (const [client, ranges] of this.#clients) {
      for (let i = 0; i < ranges.length; i += 2) {
        yield { client, clock: ranges[i]!, len: ranges[i + 1]! - ranges[i]! }
      }
    }
  }
}

/** Index of the first range whose end is at or after `clock`. */
function firstEndingAtOrAfter(ranges: number[], clock: number): number {
  let low = 0
  let high = ranges.length / 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ranges[middle * 2 + 1]! < clock) low = middle + 1
    else high = middle
  }
  return low * 2
}

/** The delete set with which a Yjs update (v1) ends. */
export function encodeDeletions(deletions: Iterable<Deletion>): Uint8Array {
  const clients = new Map<number, Deletion[]>()
  for (const deletion of deletions) {
    const list = clients.get(deletion.client)
    if (list) list.push(deletion)
    else clients.set(deletion.client, [deletion])
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clients.size)
  for (const client of [...clients.keys()].sort((a, b) => b - a)) {
    const list = clients.get(client)!
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, list.length)
    for (const { clock, len } of list) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, len)
    }
  }
  return encoding.toUint8Array(encoder)
}
