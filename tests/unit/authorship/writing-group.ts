import * as Y from 'yjs'
import type { CreditedDeletion } from '#server/features/drafts/authorship-credits.ts'
import { type CreditRow, foldCredits } from '#server/features/drafts/authorship-fold.ts'
import { AuthorNumbers, NOBODY } from '#shared/editor/author-table.ts'
import { ClockIndex } from '#shared/editor/clock-index.ts'
import { readAuthorship, readDeletions } from '#shared/editor/authorship.ts'
import { draftSchema } from '#shared/editor/draft-schema.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { readFragment } from '#shared/editor/read-fragment.ts'
import { draftToUpdate } from '#shared/editor/seed-draft.ts'
import { HeadlessView } from '../editor/headless-view.ts'

/** People who write in one text through the editor, and its log as the server keeps it. */
export class WritingGroup {
  /** For which agency each acts, from now on; none where it is not said. */
  readonly agencies = new Map<string, string>()
  /** Milliseconds. */
  now = 0
  readonly #people: { doc: Y.Doc; view: HeadlessView }[] = []
  #rows: CreditRow[] = []
  #folded: Uint8Array | null = null
  #taken: Uint8Array | null = null
  #snapshot: Uint8Array | null = null

  constructor(markdown: string, author: string) {
    this.#store(draftToUpdate(markdownToDraft(markdown), 1), author)
  }

  /** The editor of somebody who writes along. */
  join(name: string): HeadlessView {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, this.state, 'server')
    const view = new HeadlessView(doc.getXmlFragment('default'))
    this.#people.push({ doc, view })
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server') return
      this.#store(update, name)
      for (const other of this.#people)
        if (other.doc !== doc) Y.applyUpdate(other.doc, update, 'server')
    })
    return view
  }

  #store(bytes: Uint8Array, personId: string): void {
    const agencyId = this.agencies.get(personId) ?? null
    this.#rows.push({ seq: this.#rows.length + 1, bytes, personId, agencyId, at: this.now })
  }

  /** Rows become a snapshot that forgot what was deleted, and what they said is folded. */
  compact(): void {
    const { state } = this
    const { credits, taken } = this.#fold()
    this.#folded = credits.encode()
    this.#taken = taken
    this.#snapshot = state
    this.#rows = []
  }

  #fold() {
    return foldCredits({
      folded: this.#folded,
      taken: this.#taken,
      earlier: null,
      rows: this.#rows,
      credits: [],
      snapshot: this.#snapshot,
    })
  }

  get state(): Uint8Array {
    const doc = new Y.Doc()
    if (this.#snapshot) Y.applyUpdate(doc, this.#snapshot)
    for (const { bytes } of this.#rows) Y.applyUpdate(doc, bytes)
    return Y.encodeStateAsUpdate(doc)
  }

  /** `words/author` of each run, in order; `words/author@agency` where there is one. */
  get credits(): string[] {
    const { authors: table } = this.#fold().credits
    const doc = new Y.Doc()
    Y.applyUpdate(doc, this.state)
    const fragment = doc.getXmlFragment('default')
    const at = (client: number, clock: number) => table.at(client, clock)
    const { authors, runs } = readAuthorship(fragment, at)
    const shown = draftSchema.nodeFromJSON(readFragment(fragment).doc)
    return runs.map(({ from, to, author }) => {
      const { personId, agencyId } = authors[author] ?? {}
      const agency = agencyId === null ? '' : `@${agencyId}`
      return `${shown.textBetween(from, to)}/${personId}${agency}`
    })
  }

  get deletions(): CreditedDeletion[] {
    return this.#fold().credits.deletions()
  }

  /** `text before | who` of each place where somebody else's words were taken out. */
  get deletionMarks(): string[] {
    const { credits } = this.#fold()
    const people = new AuthorNumbers()
    const index = new ClockIndex()
    for (const { client, clock, length, author } of credits.deletions())
      index.assign(client, clock, clock + length, people.of(author))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, this.state)
    const fragment = doc.getXmlFragment('default')
    const marks = readDeletions(fragment, (client, clock) => {
      const by = index.at(client, clock)
      return people.of(credits.authors.at(client, clock)) === by ? NOBODY : by
    })
    const shown = draftSchema.nodeFromJSON(readFragment(fragment).doc)
    return marks.map(
      ({ at, credit }) =>
        `${shown.textBetween(0, at, '¶')}|${people.authors[credit]?.personId ?? ''}`,
    )
  }

  /** How many letters each deleted, by name, and on which days. */
  get deletedBy(): Record<string, number> {
    const sums: Record<string, number> = {}
    for (const { author, length } of this.deletions) {
      const name = author.personId ?? ''
      sums[name] = (sums[name] ?? 0) + length
    }
    return sums
  }
}
