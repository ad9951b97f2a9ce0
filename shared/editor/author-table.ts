import { type ClockId, ClockIndex, UNSET } from './clock-index.ts'

/** Who wrote something: a person, for which agency. Imported text may name the agency alone. */
export interface Author {
  personId: string | null
  agencyId: string | null
}

/** The author index of text that is nobody's: templates, seeds, imports without names. */
export const NOBODY = UNSET

/** Numbers authors in the order in which they occur. */
export class AuthorNumbers {
  readonly authors: Author[] = []
  readonly #numbers = new Map<string, number>()

  /** NOBODY for null and for an author without person and agency. */
  of(author: Author | null): number {
    if (author === null || (author.personId === null && author.agencyId === null)) return NOBODY
    const { personId, agencyId } = author
    const key = `${personId ?? ''} ${agencyId ?? ''}`
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.authors.push({ personId, agencyId }) - 1
      this.#numbers.set(key, number)
    }
    return number
  }
}

/**
 * Which author each Yjs clock belongs to. A client id is one person's for good (H1), so that what
 * is said of a clock mostly holds for all that follow.
 */
export class AuthorTable {
  readonly #numbers = new AuthorNumbers()
  readonly #clocks = new ClockIndex()

  /** `flat` is [client, clock, index into `authors` or NOBODY, …]: from that clock to the next. */
  static fromFlat(authors: readonly Author[], flat: readonly number[]): AuthorTable {
    const table = new AuthorTable()
    // In this order they keep their indexes.
    for (const author of authors) table.#numbers.of(author)
    const entries: { client: number; clock: number; author: Author | null }[] = []
    for (let at = 0; at + 2 < flat.length; at += 3) {
      const author = authors[flat[at + 2] ?? NOBODY] ?? null
      entries.push({ client: flat[at] ?? 0, clock: flat[at + 1] ?? 0, author })
    }
    entries.sort((a, b) => a.clock - b.clock)
    for (const { client, clock, author } of entries) table.assign(client, clock, Infinity, author)
    return table
  }

  get authors(): readonly Author[] {
    return this.#numbers.authors
  }

  /** Whether anything is known of a client id. */
  has(client: number): boolean {
    return this.#clocks.has(client)
  }

  /** From `from` on and before `to` (Infinity: for all that follows too) the author is this one. */
  assign(client: number, from: number, to: number, author: Author | null): void {
    this.#clocks.assign(client, from, to, this.#numbers.of(author))
  }

  at(client: number, clock: number): Author | null {
    return this.#numbers.authors[this.indexAt(client, clock)] ?? null
  }

  /** Into `authors`; NOBODY also for what is not known. */
  indexAt(client: number, clock: number): number {
    return this.#clocks.at(client, clock)
  }

  /** What was at `from` is at `to`, with its authors. */
  move(from: ClockId, to: ClockId, length: number): void {
    this.#clocks.copy(from, to, length)
  }

  /** As `fromFlat` takes it, by ascending client and clock. */
  flat(): number[] {
    const flat: number[] = []
    this.#clocks.forEachRange((client, from, _to, value) => flat.push(client, from, value))
    return flat
  }
}
