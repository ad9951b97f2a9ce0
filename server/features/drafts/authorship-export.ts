import * as Y from 'yjs'
import { type Author, AuthorNumbers } from '#shared/editor/author-table.ts'
import { type AuthorRun, readAuthorship, readDeletions } from '#shared/editor/authorship.ts'
import { ClockIndex, UNSET } from '#shared/editor/clock-index.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { readFragment } from '#shared/editor/read-fragment.ts'
import { DRAFT_FRAGMENT } from '#shared/editor/seed-draft.ts'
import { type CreditSources, foldCredits } from './authorship-fold.ts'

/** A text with who wrote it, and where others' words were taken out of it, by whom, on which day. */
export interface ExportedText {
  doc: DraftNode
  authors: Author[]
  runs: AuthorRun[]
  /** `author` into `authors`, `day` since 1970-01-01 (UTC). */
  deletions: { at: number; author: number; day: number }[]
}

/** `parts`: updates in order; `credits` null where nobody is to be named. */
export function exportText(parts: Uint8Array[], credits: CreditSources | null): ExportedText {
  const shared = new Y.Doc()
  shared.transact(() => {
    for (const part of parts) Y.applyUpdate(shared, part)
  })
  const fragment = shared.getXmlFragment(DRAFT_FRAGMENT)
  const named = credits ? nameAuthors(fragment, credits) : { authors: [], runs: [], deletions: [] }
  const { doc } = readFragment(fragment)
  shared.destroy()
  return { doc, ...named }
}

function nameAuthors(fragment: Y.XmlFragment, sources: CreditSources): Omit<ExportedText, 'doc'> {
  const { credits } = foldCredits(sources)
  const { authors: written, runs } = readAuthorship(fragment, (client, clock) =>
    credits.authors.at(client, clock),
  )
  const numbers = new AuthorNumbers()
  for (const author of written) numbers.of(author)
  const takenOut = credits.deletions()
  const index = new ClockIndex()
  for (const [at, { client, clock, length }] of takenOut.entries())
    index.assign(client, clock, clock + length, at)
  const marks = readDeletions(fragment, (client, clock) => {
    const found = index.at(client, clock)
    const by = takenOut[found]?.author ?? null
    // What people took out of their own words is nobody's concern.
    return numbers.of(by) === numbers.of(credits.authors.at(client, clock)) ? UNSET : found
  })
  const deletions = marks.flatMap(({ at, credit }) => {
    const { author, day } = takenOut[credit] ?? {}
    return author === undefined || day === undefined
      ? []
      : [{ at, author: numbers.of(author), day }]
  })
  return { authors: numbers.authors, runs, deletions }
}
