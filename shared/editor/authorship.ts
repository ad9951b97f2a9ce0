import type * as Y from 'yjs'
import { type Author, AuthorNumbers, NOBODY } from './author-table.ts'
import { UNSET } from './clock-index.ts'
import { walkItems } from './walk-items.ts'

export type { Author } from './author-table.ts'

/**
 * Who wrote what of a document. `from` and `to` are ProseMirror positions (the first block's first
 * character stands at 1, `to` is exclusive), ascending and disjoint; `author` points into
 * `authors`. What is in no run is nobody's.
 */
export interface Authorship {
  authors: Author[]
  runs: AuthorRun[]
}

export interface AuthorRun {
  from: number
  to: number
  author: number
}

/** The author of one clock of a Yjs client id; null: nobody's, or not known. */
export type AuthorAt = (client: number, clock: number) => Author | null

/**
 * Who wrote each character, and inserted each picture or rule, of a shared text. Positions are
 * those of the document that `readFragment` (and so `updateToDraft`) makes of it; where that puts
 * words in the place of something unsound, they are nobody's. Writes nothing.
 */
export function readAuthorship(fragment: Y.XmlFragment, authorAt: AuthorAt): Authorship {
  const writer = new RunWriter()
  walkItems(fragment, (item, position) => {
    if (item.deleted) return
    const { client, clock } = item.id
    for (let at = 0; at < item.length; at++) writer.add(position + at, authorAt(client, clock + at))
  })
  return { authors: writer.authors, runs: writer.runs }
}

/** Something was taken out at this ProseMirror position. */
export interface DeletionMark {
  at: number
  /** As `creditAt` gave it. */
  credit: number
}

/**
 * Where words, and whole blocks of the document, were taken out: one mark for each place and
 * credit, by ascending position. `creditAt` numbers what is to be shown, and gives UNSET for the rest.
 */
export function readDeletions(
  fragment: Y.XmlFragment,
  creditAt: (client: number, clock: number) => number,
): DeletionMark[] {
  const marks: DeletionMark[] = []
  walkItems(fragment, (item, position) => {
    if (!item.deleted) return
    for (let at = 0; at < item.length; at++) {
      const credit = creditAt(item.id.client, item.id.clock + at)
      if (credit !== UNSET && !stands(marks, position, credit)) marks.push({ at: position, credit })
    }
  })
  return marks
}

function stands(marks: readonly DeletionMark[], position: number, credit: number): boolean {
  for (let at = marks.length - 1; marks[at]?.at === position; at--)
    if (marks[at]?.credit === credit) return true
  return false
}

class RunWriter {
  readonly runs: AuthorRun[] = []
  readonly #numbers = new AuthorNumbers()
  #last: { author: Author | null; index: number } = { author: null, index: NOBODY }

  get authors(): Author[] {
    return this.#numbers.authors
  }

  add(position: number, author: Author | null): void {
    if (author !== this.#last.author) this.#last = { author, index: this.#numbers.of(author) }
    const { index } = this.#last
    if (index === NOBODY) return
    const run = this.runs.at(-1)
    if (run?.to === position && run.author === index) run.to += 1
    else this.runs.push({ from: position, to: position + 1, author: index })
  }
}
