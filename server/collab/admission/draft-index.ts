import type { Deletion } from '../ports.ts'
import { DeletionIndex } from './deletion-index.ts'
import { DepthIndex } from './depth-index.ts'
import { walkIntegration } from './integration-walk.ts'
import { scanUpdate } from './scan-update.ts'

/** As it crosses from one thread to another. */
export interface PackedIndex {
  deletions: Map<number, Float64Array>
  depths: Map<number, { froms: Float64Array; depths: Uint8Array }>
  queued: Deletion[]
}

/**
 * What admission must know of a text beside its clocks: which structs are deleted and how deep each
 * one stands. It is made from the stored bytes when somebody first writes: who only reads needs
 * none of it.
 */
export class DraftIndex {
  readonly deletions: DeletionIndex
  readonly depths: DepthIndex

  constructor(deletions = new DeletionIndex(), depths = new DepthIndex()) {
    this.deletions = deletions
    this.depths = depths
  }

  /** From updates that were admitted, in their order. Throws when they are none. */
  static of(updates: Iterable<Uint8Array>): DraftIndex {
    const index = new DraftIndex()
    const clocks = new Map<number, number>()
    const known = (client: number) => clocks.get(client) ?? 0
    const depthOf = (client: number, clock: number) => index.depths.depthOf(client, clock)
    for (const update of updates) {
      const { sections, deletions } = scanUpdate(update, known)
      for (const { client, from, depth } of walkIntegration(sections, known, depthOf)) {
        index.depths.set(client, from, depth)
      }
      for (const { client, to } of sections) clocks.set(client, to)
      index.deletions.addAll(deletions)
    }
    return index
  }

  static unpack({ deletions, depths, queued }: PackedIndex): DraftIndex {
    const index = new DraftIndex(DeletionIndex.unpack(deletions), DepthIndex.unpack(depths))
    index.deletions.addAll(queued)
    return index
  }

  /** With deletions that are on their way, for a reader in another thread. */
  pack(queued: Iterable<Deletion> = []): PackedIndex {
    return { deletions: this.deletions.pack(), depths: this.depths.pack(), queued: [...queued] }
  }
}
