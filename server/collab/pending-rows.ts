import { DeletionIndex } from './admission/deletion-index.ts'
import type { AppendResult, AppendRow, Deletion } from './ports.ts'

/** An admitted row on its way to the storage. */
export interface PendingRow {
  row: AppendRow
  /** Whose frame it was: after a refusal the rest of the same source goes the same way. */
  source: object
  /** It was written away from the room and came as a step 2. */
  isReturn: boolean
  /** Real time in milliseconds. */
  arrivedAt: number
  settle(result: AppendResult): void
  /** Called after `settle`. */
  afterwards: (() => void)[]
}

/** The rows of a room that are admitted and not yet stored, and what the draft will know by them. */
export class PendingRows {
  #rows: PendingRow[] = []
  #clocks = new Map<number, number>()
  #deletions = new DeletionIndex()
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  get clocks(): ReadonlyMap<number, number> {
    return this.#clocks
  }

  get deletions(): Iterable<Deletion> {
    return this.#deletions
  }

  get last(): PendingRow | undefined {
    return this.#rows[this.#rows.length - 1]
  }

  clock(client: number): number | undefined {
    return this.#clocks.get(client)
  }

  missingDeletions(deletion: Deletion): Deletion[] {
    return this.#deletions.missing(deletion)
  }

  push(pending: PendingRow): void {
    this.#rows.push(pending)
    this.#index(pending.row)
  }

  /** These are stored or refused. */
  remove(settled: ReadonlySet<PendingRow>): void {
    this.#rows = this.#rows.filter((pending) => !settled.has(pending))
    this.#clocks = new Map()
    this.#deletions = new DeletionIndex()
    this.#bytes = 0
    for (const { row } of this.#rows) this.#index(row)
  }

  #index(row: AppendRow): void {
    for (const { client, to } of row.structs) this.#clocks.set(client, to)
    this.#deletions.addAll(row.deletions)
    this.#bytes += row.bytes.length
  }
}
