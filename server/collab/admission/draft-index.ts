import type { Deletion } from '../ports.ts'
import { DeletionIndex } from './deletion-index.ts'
import { walkIntegration } from './integration-walk.ts'
import { PlaceIndex } from './place-index.ts'
import type { PackedPlaces } from './place-index.ts'
import { scanUpdate } from './scan-update.ts'

/** As it crosses from one thread to another. */
export interface PackedIndex {
  deletions: Map<number, Float64Array>
  places: PackedPlaces
  queued: Deletion[]
}

/**
 * What admission must know of a text beside its clocks: which structs are deleted and where each
 * one stands. It is made from the stored bytes when somebody first writes: who only reads needs
 * none of it.
 */
export class DraftIndex {
  readonly deletions: DeletionIndex
  readonly places: PlaceIndex

  constructor(deletions = new DeletionIndex(), places = new PlaceIndex()) {
    this.deletions = deletions
    this.places = places
  }

  /** From updates that were admitted, in their order. Throws when they are none. */
  static of(updates: Iterable<Uint8Array>): DraftIndex {
    const index = new DraftIndex()
    const clocks = new Map<number, number>()
    const known = (client: number) => clocks.get(client) ?? 0
    const placeOf = (client: number, clock: number) => index.places.placeOf(client, clock)
    for (const update of updates) {
      const { sections, deletions } = scanUpdate(update, known)
      const { places } = walkIntegration(sections, known, placeOf)
      for (const { client, from, place } of places) index.places.set(client, from, place)
      for (const { client, to } of sections) clocks.set(client, to)
      index.deletions.addAll(deletions)
    }
    return index
  }

  static unpack({ deletions, places, queued }: PackedIndex): DraftIndex {
    const index = new DraftIndex(DeletionIndex.unpack(deletions), PlaceIndex.unpack(places))
    index.deletions.addAll(queued)
    return index
  }

  /** With deletions that are on their way, for a reader in another thread. */
  pack(queued: Iterable<Deletion> = []): PackedIndex {
    return { deletions: this.deletions.pack(), places: this.places.pack(), queued: [...queued] }
  }
}
