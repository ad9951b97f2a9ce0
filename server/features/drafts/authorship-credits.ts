import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type Author, AuthorNumbers, AuthorTable, NOBODY } from '#shared/editor/author-table.ts'
import { ClockIndex, UNSET } from '#shared/editor/clock-index.ts'

/** Bytes of another format are of a newer program. */
const FORMAT = 1
const day = 86_400_000

/** `length` clocks of `client` from `clock` on were deleted by this author on this day (UTC). */
export interface CreditedDeletion {
  client: number
  clock: number
  length: number
  author: Author
  /** Days since 1970-01-01. */
  day: number
}

/**
 * Who wrote and who deleted what of one draft. Deletions are known to the day, so that what one
 * person deletes in a sitting is few ranges; words that were only moved count as deleted by nobody.
 */
export class DraftCredits {
  readonly authors: AuthorTable
  readonly #deletions = new ClockIndex()
  readonly #numbers = new AuthorNumbers()
  /** What the numbers of `#deletions` mean. */
  readonly #marks: { author: number; day: number }[] = []
  readonly #markNumbers = new Map<string, number>()

  constructor(authors = new AuthorTable()) {
    this.authors = authors
  }

  /** The credit is the first's: what was credited before stays so. `at`: milliseconds. */
  creditDeletion(
    range: { client: number; clock: number; len: number },
    author: Author,
    at: number,
  ): void {
    const mark = this.#markOf(this.#numbers.of(author), Math.floor(at / day))
    this.#deletions.fill(range.client, range.clock, range.clock + range.len, mark)
  }

  /** These clocks went elsewhere, or came back. */
  forgetDeletion({ client, clock }: { client: number; clock: number }, length: number): void {
    this.#deletions.assign(client, clock, clock + length, UNSET)
  }

  /** By ascending client and clock. */
  deletions(): CreditedDeletion[] {
    const deletions: CreditedDeletion[] = []
    this.#deletions.forEachRange((client, clock, to, value) => {
      const mark = this.#marks[value]
      const author = mark && this.#numbers.authors[mark.author]
      if (author) deletions.push({ client, clock, length: to - clock, author, day: mark.day })
    })
    return deletions
  }

  /** As `deletions`, flat: [client, clock, length, `numbers` of the author, day, …]. */
  flatDeletions(numbers: AuthorNumbers): number[] {
    const authors = this.#numbers.authors.map((author) => numbers.of(author))
    const flat: number[] = []
    this.#deletions.forEachRange((client, clock, to, value) => {
      const mark = this.#marks[value]
      if (mark) flat.push(client, clock, to - clock, authors[mark.author] ?? NOBODY, mark.day)
    })
    return flat
  }

  encode(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, FORMAT)
    writeAuthors(encoder, this.authors.authors)
    writeEntries(encoder, this.authors.flat())
    writeAuthors(encoder, this.#numbers.authors)
    encoding.writeVarUint(encoder, this.#marks.length)
    for (const { author, day: on } of this.#marks) {
      encoding.writeVarUint(encoder, author + 1)
      encoding.writeVarUint(encoder, on)
    }
    const entries: number[] = []
    this.#deletions.forEachRange((client, from, _to, value) => entries.push(client, from, value))
    writeEntries(encoder, entries)
    return new Uint8Array(deflateRawSync(encoding.toUint8Array(encoder)))
  }

  /** Throws when the bytes are not what `encode` wrote. */
  static decode(bytes: Uint8Array): DraftCredits {
    const decoder = decoding.createDecoder(inflateRawSync(bytes))
    if (decoding.readVarUint(decoder) !== FORMAT) throw new Error('credits of an unknown format')
    const authors = readAuthors(decoder)
    const credits = new DraftCredits(AuthorTable.fromFlat(authors, readEntries(decoder)))
    for (const author of readAuthors(decoder)) credits.#numbers.of(author)
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const author = decoding.readVarUint(decoder) - 1
      credits.#markOf(author, decoding.readVarUint(decoder))
    }
    const entries = readEntries(decoder)
    for (let at = 0; at < entries.length; at += 3)
      credits.#deletions.append(entries[at] ?? 0, entries[at + 1] ?? 0, entries[at + 2] ?? UNSET)
    return credits
  }

  #markOf(author: number, on: number): number {
    const key = `${author} ${on}`
    let mark = this.#markNumbers.get(key)
    if (mark === undefined) {
      mark = this.#marks.push({ author, day: on }) - 1
      this.#markNumbers.set(key, mark)
    }
    return mark
  }
}

function writeAuthors(encoder: encoding.Encoder, authors: readonly Author[]): void {
  encoding.writeVarUint(encoder, authors.length)
  for (const { personId, agencyId } of authors) {
    encoding.writeVarString(encoder, personId ?? '')
    encoding.writeVarString(encoder, agencyId ?? '')
  }
}

function readAuthors(decoder: decoding.Decoder): Author[] {
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    personId: decoding.readVarString(decoder) || null,
    agencyId: decoding.readVarString(decoder) || null,
  }))
}

/** Flat [client, clock, value, …], by ascending client and clock: each client once, clocks as gaps. */
function writeEntries(encoder: encoding.Encoder, flat: readonly number[]): void {
  for (let at = 0; at < flat.length;) {
    const client = flat[at]
    let end = at
    while (end < flat.length && flat[end] === client) end += 3
    encoding.writeVarUint(encoder, (end - at) / 3)
    encoding.writeVarUint(encoder, client ?? 0)
    for (let clock = 0; at < end; at += 3) {
      encoding.writeVarUint(encoder, (flat[at + 1] ?? 0) - clock)
      encoding.writeVarUint(encoder, (flat[at + 2] ?? NOBODY) + 1)
      clock = flat[at + 1] ?? 0
    }
  }
  encoding.writeVarUint(encoder, 0)
}

function readEntries(decoder: decoding.Decoder): number[] {
  const flat: number[] = []
  for (;;) {
    const count = decoding.readVarUint(decoder)
    if (count === 0) return flat
    const client = decoding.readVarUint(decoder)
    for (let clock = 0, left = count; left > 0; left--) {
      clock += decoding.readVarUint(decoder)
      flat.push(client, clock, decoding.readVarUint(decoder) - 1)
    }
  }
}
