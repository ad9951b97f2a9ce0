import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import type { TextAuthors } from './text-authors.ts'

/** Colleagues of one agency share its colour; their lines differ, this many ways. */
const LINES = 4
const INK = { light: '#46514D', dark: '#B7C1BC' }

/** In the reader's language. */
export interface AuthorWords {
  author: (author: CreditedAuthor) => string
  /** `at`: noon of the day, in milliseconds. */
  deleted: (by: CreditedAuthor | undefined, at: number) => string
}

/** The authors of a text as they are shown: in which colour, with which line and words. */
export class ShownAuthors {
  readonly source: TextAuthors
  readonly words: AuthorWords
  readonly #attributes = new Map<number, Record<string, string>>()

  constructor(source: TextAuthors, words: AuthorWords) {
    this.source = source
    this.words = words
  }

  /** For a decoration; the same object for the same author. */
  attributes(author: number): Record<string, string> {
    let attributes = this.#attributes.get(author)
    if (attributes === undefined) {
      attributes = this.#make(author)
      this.#attributes.set(author, attributes)
    }
    return attributes
  }

  colourOf(author: CreditedAuthor | undefined): { light: string; dark: string } {
    return author?.agency?.colour ?? INK
  }

  /** By agency and name, which says nothing of who wrote how much. */
  inOrder(authors: Iterable<number>): number[] {
    const key = (index: number) => {
      const { agency, name } = this.source.authors[index] ?? {}
      return `${agency?.acronym ?? ''} ${name ?? ''}`
    }
    return [...authors].toSorted((a, b) => key(a).localeCompare(key(b)))
  }

  /** 0 for the first of an agency whom the text names, and so on. */
  lineOf(author: number): number {
    const { authors } = this.source
    const agencyId = authors[author]?.agency?.id
    const before = authors.slice(0, author).filter(({ agency }) => agency?.id === agencyId)
    return before.length % LINES
  }

  #make(index: number): Record<string, string> {
    const author = this.source.authors[index]
    const { light, dark } = this.colourOf(author)
    return {
      class: `author-run author-line-${this.lineOf(index)}`,
      style: `--plate-light:${light};--plate-dark:${dark}`,
      ...(author !== undefined && { 'data-tip': this.words.author(author) }),
    }
  }
}
