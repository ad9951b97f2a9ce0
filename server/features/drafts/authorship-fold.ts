import * as Y from 'yjs'
import { scanUpdate } from '#server/collab/admission/scan-update.ts'
import type { Credit, Deletion } from '#server/collab/ports.ts'
import type { Author } from '#shared/editor/author-table.ts'
import { MovedText } from '#shared/editor/moved-text.ts'
import { DraftCredits } from './authorship-credits.ts'
import { decodeTaken, encodeTaken } from './authorship-taken.ts'

/** A stored update and whose it is. */
export interface CreditRow {
  seq: number
  bytes: Uint8Array
  personId: string | null
  agencyId: string | null
  at: number
}

/** Of an earlier program or an import: persons of client ids, and each deletion a row. */
export interface EarlierCredits {
  clients: { clientId: number; personId: string | null }[]
  deletions: (Deletion & Author & { at: number })[]
}

/** All that says who wrote and deleted what of one draft, from one read transaction. */
export interface CreditSources {
  /** What was folded before; null: nothing yet. */
  folded: Uint8Array | null
  /** What people took out before the rows, as `encodeTaken` writes it. */
  taken: Uint8Array | null
  earlier: EarlierCredits | null
  /** By ascending `seq`. */
  rows: CreditRow[]
  /** What the server said of rows, by the row's `seq`. */
  credits: (Credit & { seq: number })[]
  /** The text before the rows; may be left out where no row can have moved words of it. */
  snapshot: Uint8Array | null
}

export interface FoldedCredits {
  credits: DraftCredits
  taken: Uint8Array | null
}

/**
 * Whether a document is needed to find words that rows moved: some row puts in and takes out, or
 * takes out or brings back more than a letter. Typing and correcting letter by letter needs none.
 */
export function mayMoveWords({ rows, taken }: Pick<CreditSources, 'rows' | 'taken'>): boolean {
  return rows.some(({ bytes }) => {
    const { sections, deletions } = scanUpdate(bytes, () => 0)
    const added = sections.reduce((sum, { from, to }) => sum + to - from, 0)
    const removed = deletions.reduce((sum, { len }) => sum + len, 0)
    return removed > 1 || (removed > 0 && added > 0) || (added > 1 && taken !== null)
  })
}

/** Throws when the rows or the snapshot are no updates. */
export function foldCredits(sources: CreditSources, followsMoves = true): FoldedCredits {
  const credits = sources.folded ? DraftCredits.decode(sources.folded) : new DraftCredits()
  if (sources.earlier) takeEarlier(credits, sources.earlier, sources.rows)
  const said = Map.groupBy(sources.credits, (credit) => credit.seq)
  const moves = followsMoves && mayMoveWords(sources) ? new Moves(sources) : null
  for (const row of sources.rows) {
    const { sections, deletions } = scanUpdate(row.bytes, () => 0)
    for (const { client, from } of sections) credits.authors.assign(client, from, Infinity, row)
    for (const { client, clock, ...author } of said.get(row.seq) ?? [])
      credits.authors.assign(client, clock, Infinity, author)
    for (const deletion of deletions) credits.creditDeletion(deletion, row, row.at)
    moves?.follow(row, credits)
  }
  return { credits, taken: moves ? encodeTaken(moves.taken) : sources.taken }
}

/** Clients whose first row is still there say better themselves whose they are. */
function takeEarlier(
  credits: DraftCredits,
  { clients, deletions }: EarlierCredits,
  rows: CreditRow[],
): void {
  const told = new Set<number>()
  for (const { bytes } of rows)
    for (const { client, from } of scanUpdate(bytes, () => 0).sections)
      if (from === 0) told.add(client)
  for (const { clientId, personId } of clients)
    if (!told.has(clientId))
      credits.authors.assign(clientId, 0, Infinity, { personId, agencyId: null })
  for (const deletion of deletions) credits.creditDeletion(deletion, deletion, deletion.at)
}

/** The text as it was at each row, and what the row moved of it. */
class Moves {
  readonly #document = new Y.Doc()
  readonly #moved: MovedText
  #follow: ((transaction: Y.Transaction) => void) | null = null

  constructor({ snapshot, taken }: CreditSources) {
    this.#moved = new MovedText(decodeTaken(taken))
    if (snapshot) Y.applyUpdate(this.#document, snapshot)
    this.#document.on('beforeObserverCalls', (transaction: Y.Transaction) =>
      this.#follow?.(transaction),
    )
  }

  get taken() {
    return this.#moved.taken
  }

  follow({ bytes, personId }: CreditRow, credits: DraftCredits): void {
    this.#follow = (transaction) => {
      // Taking formatting off takes nothing out.
      Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentFormat)
          credits.forgetDeletion(struct.id, struct.length)
      })
      for (const { from, to, gone } of this.#moved.movesIn(transaction, personId)) {
        credits.authors.move(from, to, to.length)
        credits.forgetDeletion(from, from.length)
        if (gone) credits.forgetDeletion(gone, 1)
      }
    }
    Y.applyUpdate(this.#document, bytes)
    this.#follow = null
  }
}
