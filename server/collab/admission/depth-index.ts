/**
 * How deep in the document each clock stands: 0 for the children of the root. Yjs deletes and
 * prints by recursion: six thousand nested elements make a draft that throws in every reader as
 * soon as somebody deletes them (H2, H5; seen). Neighbours of the same depth are one entry.
 */
export class DepthIndex {
  readonly #clients = new Map<number, { froms: number[]; depths: number[] }>()

  static unpack(packed: Map<number, { froms: Float64Array; depths: Uint8Array }>): DepthIndex {
    const index = new DepthIndex()
    for (const [client, { froms, depths }] of packed) {
      index.#clients.set(client, { froms: [...froms], depths: [...depths] })
    }
    return index
  }

  pack(): Map<number, { froms: Float64Array; depths: Uint8Array }> {
    return new Map(
      [...this.#clients].map(([client, { froms, depths }]) => [
        client,
        { froms: Float64Array.from(froms), depths: Uint8Array.from(depths) },
      ]),
    )
  }

  /** 0 for what is not known. */
  depthOf(client: number, clock: number): number {
    const entry = this.#clients.get(client)
    if (!entry) return 0
    let low = 0
    let high = entry.froms.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (entry.froms[middle]! <= clock) low = middle + 1
      else high = middle
    }
    return low === 0 ? 0 : entry.depths[low - 1]!
  }

  /** All clocks from `from` on; what was said of them before came from a row that was refused. */
  set(client: number, from: number, depth: number): void {
    let entry = this.#clients.get(client)
    if (!entry) this.#clients.set(client, (entry = { froms: [], depths: [] }))
    const { froms, depths } = entry
    while (froms.length > 0 && froms[froms.length - 1]! >= from) {
      froms.pop()
      depths.pop()
    }
    if (depths[depths.length - 1] === depth) return
    froms.push(from)
    depths.push(depth)
  }
}
