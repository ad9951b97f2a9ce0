import { SYSTEM_CLOCK } from '#server/collab/system-clock.ts'
import type { Storage } from '#server/storage/storage.ts'
import { DeadlinePassed, OnDemandWorker } from '#server/workers/on-demand-worker.ts'
import { PlenaryError } from '#shared/errors.ts'
import { DraftCredits } from './authorship-credits.ts'
import {
  type CreditSources,
  type FoldedCredits,
  foldCredits,
  mayMoveWords,
} from './authorship-fold.ts'
import { creditSources } from './authorship-store.ts'

/** What is folded at once on the main thread, in bytes; more goes to a worker. */
const mostBytesAtOnce = 64 * 1024
/** Milliseconds in which the worker must be done with one draft. */
const deadline = 30_000

/** As they are stored. */
export interface KeptCredits {
  /** As DraftCredits writes them. */
  credits: Uint8Array
  taken: Uint8Array | null
}

/** Who wrote and who deleted what, from the server's own bindings (H1). */
export class DraftAuthorship {
  readonly #storage: Storage
  readonly #worker = new OnDemandWorker<CreditSources, KeptCredits>({
    script: new URL('./authorship-worker.ts', import.meta.url),
    clock: SYSTEM_CLOCK,
    deadline,
  })

  readonly #reads = new Map<string, Promise<DraftCredits>>()

  constructor(storage: Storage) {
    this.#storage = storage
  }

  /** Of all that is stored now. Who ask at the same time share the answer. Throws PlenaryError. */
  read(draftId: string): Promise<DraftCredits> {
    const underWay = this.#reads.get(draftId)
    if (underWay) return underWay
    const read = this.#read(draftId).finally(() => this.#reads.delete(draftId))
    this.#reads.set(draftId, read)
    return read
  }

  async #read(draftId: string): Promise<DraftCredits> {
    const sources = await this.#storage.snapshot((db) => creditSources(db, draftId))
    if (isLight(sources)) return foldCredits(sources).credits
    try {
      return DraftCredits.decode((await this.#worker.run(sources)).credits)
    } catch (error) {
      if (error instanceof DeadlinePassed) throw new PlenaryError('took_too_long')
      throw error
    }
  }

  /** What the rows of these numbers add to what was folded before, to be kept in their place. */
  async fold(draftId: string, seqs: number[]): Promise<KeptCredits> {
    const isOf = new Set(seqs)
    const sources = await this.#storage.snapshot((db) =>
      creditSources(db, draftId, (seq) => isOf.has(seq)),
    )
    if (isLight(sources)) return encoded(foldCredits(sources))
    try {
      return await this.#worker.run(sources)
    } catch {
      // A draft must be compacted: what these rows moved is then credited to who moved it.
      return encoded(foldCredits(sources, false))
    }
  }

  close(): void {
    this.#worker.close()
  }
}

function encoded({ credits, taken }: FoldedCredits): KeptCredits {
  return { credits: credits.encode(), taken }
}

function isLight({ folded, taken, earlier, rows, snapshot }: CreditSources): boolean {
  const size = rows.reduce(
    (bytes, row) => bytes + row.bytes.byteLength,
    (folded?.byteLength ?? 0) + (snapshot?.byteLength ?? 0),
  )
  const isSmall = size + (earlier?.deletions.length ?? 0) * 8 < mostBytesAtOnce
  return isSmall && !mayMoveWords({ rows, taken })
}
