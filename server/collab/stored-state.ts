import * as Y from 'yjs'
import { encodeDeletions } from './admission/deletion-index.ts'
import { DraftIndex } from './admission/draft-index.ts'
import type { Extent } from './admission/admit.ts'
import type { AppendRow, Deletion, StoredDraft, StoredRow } from './ports.ts'
import { UpdateTail } from './update-tail.ts'

const NO_CHANGE = Uint8Array.of(0, 0)

/** An update of no structs and no deletions. */
export function isNoChange(update: Uint8Array): boolean {
  return update.length === NO_CHANGE.length && NO_CHANGE.every((byte, at) => update[at] === byte)
}

/**
 * The committed state of a draft as bytes: the snapshot and the rows since. No Y.Doc: that would
 * take twelve times the bytes in heap (DESIGN.md 3.3). The index over them is made when somebody
 * first writes.
 */
export class StoredState {
  #snapshot: Uint8Array | null
  #rows: StoredRow[]
  #tail: UpdateTail
  #index: DraftIndex | null = null
  readonly #vector = new Map<number, number>()
  #size: number
  #rowsSinceExact: number

  constructor(stored: Pick<StoredDraft, 'snapshot' | 'rows' | 'clients'>) {
    this.#snapshot = stored.snapshot
    this.#rows = [...stored.rows]
    this.#tail = new UpdateTail(stored.rows.map(({ update }) => update))
    this.#rowsSinceExact = this.#rows.length
    this.#size = bytesOf(this.parts)
    for (const { clientId, nextClock } of stored.clients) {
      if (nextClock > 0) this.#vector.set(clientId, nextClock)
    }
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

  /** All of it, as updates to be applied in order. */
  get parts(): Uint8Array[] {
    const updates = this.#rows.map(({ update }) => update)
    return this.#snapshot ? [this.#snapshot, ...updates] : updates
  }

  /**
   * Whether the index of deletions is complete. Yjs deletes some text by itself, in every replica
   * and without saying so: what was written into a paragraph that somebody else deleted, the loser
   * of two values for one attribute. Bytes do not show that; a compaction does.
   */
  get isExact(): boolean {
    return this.#rowsSinceExact === 0
  }

  get isIndexed(): boolean {
    return this.#index !== null
  }

  /** Throws when stored bytes are not an update. */
  get index(): DraftIndex {
    return (this.#index ??= DraftIndex.of(this.parts))
  }

  /** An index of the first `rows` rows, made elsewhere. */
  adoptIndex(index: DraftIndex, parts: readonly Uint8Array[]): void {
    if (this.#index) return
    const now = this.parts
    // A compaction came in between, or rows did: what was read there is not what is here.
    if (now.length === parts.length && now.every((part, at) => part === parts[at])) {
      this.#index = index
    }
  }

  clock(client: number): number {
    return this.#vector.get(client) ?? 0
  }

  encodedVector(): Uint8Array {
    return Y.encodeStateVector(this.#vector)
  }

  missingDeletions(deletion: Deletion): Deletion[] {
    return this.index.deletions.missing(deletion)
  }

  contains({ clocks, deletions }: Extent): boolean {
    return (
      clocks.every(({ client, clock }) => this.clock(client) >= clock) &&
      deletions.every((deletion) => this.missingDeletions(deletion).length === 0)
    )
  }

  append(seq: number, row: Pick<AppendRow, 'bytes' | 'structs' | 'deletions'>): void {
    this.#rows.push({ seq, update: row.bytes })
    this.#tail.add(row.bytes)
    for (const { client, to } of row.structs) this.#vector.set(client, to)
    this.#index?.deletions.addAll(row.deletions)
    this.#size += row.bytes.length
    this.#rowsSinceExact++
  }

  /**
   * `snapshot` stands for the old snapshot and the rows of these numbers; `implied` is what it
   * names as deleted beyond what those named.
   */
  compacted(snapshot: Uint8Array, seqs: ReadonlySet<number>, implied: Deletion[]): void {
    this.#snapshot = snapshot
    this.#rows = this.#rows.filter(({ seq }) => !seqs.has(seq))
    this.#tail = new UpdateTail(this.#rows.map(({ update }) => update))
    this.#rowsSinceExact = this.#rows.length
    this.#size = bytesOf(this.parts)
    this.#index?.deletions.addAll(implied)
  }

  /** All of it as one update. */
  whole(): Uint8Array {
    const parts = this.#few
    return parts.length > 1 ? Y.mergeUpdates(parts) : (parts[0] ?? NO_CHANGE)
  }

  /**
   * What a client with this vector lacks, as updates to be applied in order. A client that lacks
   * everything gets the stored bytes themselves; one that lacks no structs gets the deletions.
   */
  lackedBy(vector: ReadonlyMap<number, number>): Uint8Array[] {
    const parts = this.#few
    if (parts.length === 0) return [NO_CHANGE]
    if (vector.size === 0) return parts
    if (this.hasAll(vector)) {
      return [Buffer.concat([NO_CHANGE.subarray(0, 1), encodeDeletions(this.index.deletions)])]
    }
    const encoded = Y.encodeStateVector(new Map(vector))
    return parts.map((part) => Y.diffUpdate(part, encoded))
  }

  hasAll(vector: ReadonlyMap<number, number>): boolean {
    return [...this.#vector].every(([client, to]) => (vector.get(client) ?? 0) >= to)
  }

  /** The snapshot, and the rows in as few updates as is cheap. */
  get #few(): Uint8Array[] {
    return this.#snapshot ? [this.#snapshot, ...this.#tail.merged] : this.#tail.merged
  }
}

function bytesOf(parts: Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
}
