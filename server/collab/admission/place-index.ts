/** Where a struct stands: among the children or the attributes of which element, and how deep. */
export interface Place {
  /** The element's id, or ROOT, or NOWHERE with clock 0. */
  client: number
  clock: number
  /** 0 for the children of the root. */
  depth: number
  isAttribute: boolean
}

export const ROOT: Place = { client: -1, clock: 0, depth: 0, isAttribute: false }
/** What was collected as garbage: no longer known. */
export const NOWHERE: Place = { client: -2, clock: 0, depth: 0, isAttribute: false }

interface Places {
  froms: number[]
  clients: number[]
  clocks: number[]
  levels: number[]
}

export type PackedPlaces = Map<
  number,
  { froms: Float64Array; clients: Float64Array; clocks: Float64Array; levels: Uint8Array }
>

/** In a level, beside the depth. */
const ATTRIBUTE = 128

/**
 * Where in the document each clock stands. Yjs deletes and prints by recursion: six thousand nested
 * elements make a draft that throws in every reader as soon as somebody deletes them (H2, H5; seen).
 * And an item between two that stand in different elements is another one in each replica, by when
 * it collected its garbage (seen). Neighbours in the same place are one entry.
 */
export class PlaceIndex {
  readonly #clients = new Map<number, Places>()

  static unpack(packed: PackedPlaces): PlaceIndex {
    const index = new PlaceIndex()
    for (const [client, { froms, clients, clocks, levels }] of packed) {
      const places = {
        froms: [...froms],
        clients: [...clients],
        clocks: [...clocks],
        levels: [...levels],
      }
      index.#clients.set(client, places)
    }
    return index
  }

  pack(): PackedPlaces {
    return new Map(
      [...this.#clients].map(([client, { froms, clients, clocks, levels }]) => [
        client,
        {
          froms: Float64Array.from(froms),
          clients: Float64Array.from(clients),
          clocks: Float64Array.from(clocks),
          levels: Uint8Array.from(levels),
        },
      ]),
    )
  }

  /** NOWHERE for what is not known. */
  placeOf(client: number, clock: number): Place {
    const places = this.#clients.get(client)
    if (!places) return NOWHERE
    let low = 0
    let high = places.froms.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (places.froms[middle]! <= clock) low = middle + 1
      else high = middle
    }
    return low === 0 ? NOWHERE : placeAt(places, low - 1)
  }

  /** All clocks from `from` on; what was said of them before came from a row that was refused. */
  set(client: number, from: number, place: Place): void {
    let places = this.#clients.get(client)
    if (!places) {
      places = { froms: [], clients: [], clocks: [], levels: [] }
      this.#clients.set(client, places)
    }
    const { froms, clients, clocks, levels } = places
    while (froms.length > 0 && froms[froms.length - 1]! >= from) {
      for (const list of [froms, clients, clocks, levels]) list.pop()
    }
    const last = froms.length - 1
    if (last >= 0 && isSamePlace(placeAt(places, last), place)) return
    froms.push(from)
    clients.push(place.client)
    clocks.push(place.clock)
    levels.push(place.depth + (place.isAttribute ? ATTRIBUTE : 0))
  }
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.client === b.client && a.clock === b.clock && a.isAttribute === b.isAttribute
}

function placeAt({ clients, clocks, levels }: Places, index: number): Place {
  const level = levels[index]!
  const isAttribute = level >= ATTRIBUTE
  const depth = isAttribute ? level - ATTRIBUTE : level
  return { client: clients[index]!, clock: clocks[index]!, depth, isAttribute }
}
