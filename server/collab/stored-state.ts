import * as Y from 'yjs'
import { DeletionIndex, encodeDeletions } from './admission/deletion-index.ts'
import { DepthIndex } from './admission/depth-index.ts'
import { walkIntegration } from './admission/integration-walk.ts'
import { scanUpdate } from './admission/scan-update.ts'
import type { Extent } from './admission/admit.ts'
import type { AppendRow, Deletion, StoredDraft, StoredRow } from './ports.ts'

const NO_CHANGE = Uint8Array.of(0, 0)

/**
 * The committed state of a draft as bytes: the snapshot, the rows since, and two indexes over
 * them. No Y.Doc: that would take twelve times the bytes in heap (DESIGN.md 3.3).
 */
export class StoredState {
  #snapshot: Uint8Array | null
  #rows: StoredRow[]
  /** The first `count` rows merged; rows are few between compactions, so merging them is cheap. */
  #tail: { count: number; bytes: Uint8Array | null } = { count: 0, bytes: null }
  #whole: Uint8Array | null = null
  #deletions = new DeletionIndex()
  readonly #vector = new Map<number, number>()
  /** Of all that was ever admitted while the room stood; what was refused is overwritten. */
  readonly depths = new DepthIndex()
  #size = 0
  #rowsSinceExact = 0

  /** Throws when stored bytes are not an update. */
  constructor(stored: Pick<StoredDraft, 'snapshot' | 'rows'>) {
    this.#snapshot = stored.snapshot
    this.#rows = [...stored.rows]
    this.#rowsSinceExact = this.#rows.length
    if (stored.snapshot) this.#index(stored.snapshot)
    for (const row of stored.rows) this.#index(row.update)
  }

  get size(): number {
    return this.#size
  }

  get vector(): ReadonlyMap<number, number> {
    return this.#vector
  }

  get snapshot(): Uint8Array | null {
    return this.#snapshot
  }

  get rows(): readonly StoredRow[] {
    return this.#rows
  }

  /**
   * Whether the index of deletions is complete. Yjs deletes some text by itself, in every replica
   * and without saying so: what was written into a paragraph that somebody else deleted, the loser
   * of two values for one attribute. Bytes do not show that; a compaction does.
   */
  get isExact(): boolean {
    return this.#rowsSinceExact === 0
  }

  clock(client: number): number {
    return this.#vector.get(client) ?? 0
  }

  encodedVector(): Uint8Array {
    return Y.encodeStateVector(this.#vector)
  }

  missingDeletions(deletion: Deletion): Deletion[] {
    return this.#deletions.missing(deletion)
  }

  contains({ clocks, deletions }: Extent): boolean {
    return (
      clocks.every(({ client, clock }) => this.clock(client) >= clock) &&
      deletions.every((deletion) => this.#deletions.missing(deletion).length === 0)
    )
  }

  append(seq: number, row: Pick<AppendRow, 'bytes' | 'structs' | 'deletions'>): void {
    this.#rows.push({ seq, update: row.bytes })
    for (const { client, to } of row.structs) this.#vector.set(client, to)
    this.#deletions.addAll(row.deletions)
    this.#size += row.bytes.length
    this.#rowsSinceExact++
    this.#whole = null
  }

  /** `snapshot` stands for the old snapshot and the rows of these numbers. */
  compacted(snapshot: Uint8Array, seqs: ReadonlySet<number>): void {
    this.#snapshot = snapshot
    this.#rows = this.#rows.filter(({ seq }) => !seqs.has(seq))
    this.#rowsSinceExact = this.#rows.length
    this.#tail = { count: 0, bytes: null }
    this.#whole = null
    this.#size = 0
    this.#deletions = new DeletionIndex()
    this.#index(snapshot)
    for (const row of this.#rows) this.#index(row.update)
  }

  /** All of it as one update. */
  whole(): Uint8Array {
    if (this.#whole) return this.#whole
    const parts = [this.#snapshot, this.#mergedRows()].filter((part) => part !== null)
    this.#whole = parts.length > 1 ? Y.mergeUpdates(parts) : (parts[0] ?? NO_CHANGE)
    return this.#whole
  }

  /**
   * What a client with this vector lacks, as updates to be applied in order. A client that lacks
   * everything gets the stored bytes themselves; one that lacks no structs gets the deletions.
   */
  lackedBy(vector: ReadonlyMap<number, number>): Uint8Array[] {
    const parts = [this.#snapshot, this.#mergedRows()].filter((part) => part !== null)
    if (parts.length === 0) return [NO_CHANGE]
    if (vector.size === 0) return parts
    const hasAll = [...this.#vector].every(([client, to]) => (vector.get(client) ?? 0) >= to)
    if (hasAll) return [Buffer.concat([NO_CHANGE.subarray(0, 1), encodeDeletions(this.#deletions)])]
    const encoded = Y.encodeStateVector(new Map(vector))
    return parts.map((part) => Y.diffUpdate(part, encoded))
  }

  #mergedRows(): Uint8Array | null {
    const { count, bytes } = this.#tail
    if (count < this.#rows.length) {
      const added = this.#rows.slice(count).map(({ update }) => update)
      const parts = bytes ? [bytes, ...added] : added
      this.#tail = {
        count: this.#rows.length,
        bytes: parts.length > 1 ? Y.mergeUpdates(parts) : parts[0]!,
      }
    }
    return this.#tail.bytes
  }

  #index(update: Uint8Array): void {
    const known = (client: number) => this.clock(client)
    const { sections, deletions } = scanUpdate(update, known)
    const depthOf = (client: number, clock: number) => this.depths.depthOf(client, clock)
    for (const { client, from, depth } of walkIntegration(sections, known, depthOf)) {
      this.depths.set(client, from, depth)
    }
    for (const { client, to } of sections) this.#vector.set(client, to)
    this.#deletions.addAll(deletions)
    this.#size += update.length
  }
}
