import * as Y from 'yjs'

/** Merging costs about 40 ms a megabyte on the event loop: what is larger stays by itself. */
const MAX_MERGED = 64 * 1024

/** The rows since the snapshot, merged into few updates as they are asked for. */
export class UpdateTail {
  #parts: Uint8Array[] = []
  #added: Uint8Array[]

  constructor(updates: Uint8Array[]) {
    this.#added = updates
  }

  add(update: Uint8Array): void {
    this.#added.push(update)
  }

  /** To be applied in order. */
  get merged(): Uint8Array[] {
    if (this.#added.length > 0) {
      this.#parts = mergeSmall([...this.#parts, ...this.#added])
      this.#added = []
    }
    return this.#parts
  }
}

/** Neighbours become one update as long as that is small. */
export function mergeSmall(updates: Uint8Array[]): Uint8Array[] {
  const merged: Uint8Array[] = []
  let group: Uint8Array[] = []
  let size = 0
  const close = () => {
    if (group.length > 0) merged.push(group.length > 1 ? Y.mergeUpdates(group) : group[0]!)
    group = []
    size = 0
  }
  for (const update of updates) {
    if (size + update.length > MAX_MERGED) close()
    group.push(update)
    size += update.length
  }
  close()
  return merged
}
