import type { ClockId } from './clock-index.ts'
import type { ClockSpan, InsertedUnit, TextUnit } from './text-units.ts'

/** From this many characters on, equal words are the same words wherever they stand. */
export const TELLING = 8
/** Text that repeats itself says nothing more by its seventeenth place. */
const MOST_PLACES = 16

/** What one person took out by an earlier change. */
export interface TakenOut {
  /** Pieces that one change took out have the same number. */
  change: number
  text: string
  spans: ClockSpan[]
  /** The outermost element that was taken out with it. */
  gone: ClockId | null
}

type Piece = Pick<TakenOut, 'text' | 'spans' | 'gone'> & Partial<TakenOut>

/** Where in a source, where in the unit that reads the same there. */
export interface Source {
  unit: Piece
  from: number
  at: number
  length: number
}

/** Part of an inserted unit of which nothing is known yet. */
export interface Gap {
  start: number
  end: number
}

/** What was taken out, by this change (`now`) or earlier ones of the same person (`before`). */
export class TextSources {
  readonly #now: TextUnit[]
  readonly #before: TakenOut[]
  #wholes: Map<string, TextUnit[]> | null = null
  #seeds: Map<string, { unit: Piece; from: number }[]> | null = null

  constructor(now: TextUnit[], before: TakenOut[]) {
    this.#now = now
    this.#before = before
  }

  get isEmpty(): boolean {
    return this.#now.length === 0 && this.#before.length === 0
  }

  /** All of what another text lost. */
  whole({ text, place }: TextUnit): Source | null {
    this.#wholes ??= Map.groupBy(this.#now, (unit) => unit.text)
    const found = this.#wholes.get(text)?.find((unit) => unit.place !== place)
    return found === undefined ? null : { unit: found, from: 0, at: 0, length: text.length }
  }

  /**
   * A deletion undone: Yjs puts copies of what it took out beside it, letter by letter or with the
   * element around. A single letter may as well have been typed again.
   */
  putBack(unit: InsertedUnit): Source[] {
    const { besides, text } = unit
    const whole =
      besides &&
      this.#before.findLast(({ gone, text: taken }) => isSame(gone, besides) && taken === text)
    if (whole) return [{ unit: whole, from: 0, at: 0, length: text.length }]
    const found = unit.items.flatMap((item) => this.#copied(text, item))
    return found.some(({ length }) => length > 1) ? found : []
  }

  /** What stood at the clocks from `right` on, which may have been taken out bit by bit. */
  #copied(text: string, { at, length, right }: InsertedUnit['items'][number]): Source[] {
    const found: Source[] = []
    if (right === null) return found
    for (let done = 0; done < length;) {
      const bit = this.#bitAt({ client: right.client, clock: right.clock + done }, length - done)
      if (bit === null || !text.startsWith(bit.words, at + done)) return []
      found.push({ unit: bit.unit, from: bit.from, at: at + done, length: bit.words.length })
      done += bit.words.length
    }
    return found
  }

  #bitAt(id: ClockId, most: number): { unit: Piece; from: number; words: string } | null {
    for (const unit of this.#before) {
      const place = placeOf(unit.spans, id)
      if (place === null) continue
      const end = place.from + Math.min(place.rest, most)
      return { unit, from: place.from, words: unit.text.slice(place.from, end) }
    }
    return null
  }

  /** What stood at an end of one and stands at an end of the other: a paragraph split or joined. */
  rim({ text, place }: TextUnit, { start, end }: Gap): Source | null {
    const others = this.#now.filter((unit) => unit.place !== place)
    return longestRim(others, text.slice(start, end), start)
  }

  /** The same of what one earlier change took out, which is being brought back. */
  partOf(change: number, { text }: TextUnit, { start, end }: Gap): Source | null {
    const pieces = this.#before.filter((piece) => piece.change === change)
    return longestRim(pieces, text.slice(start, end), start)
  }

  /** The latest first. */
  get changes(): number[] {
    return [...new Set(this.#before.map(({ change }) => change))].toReversed()
  }

  /** Equal stretches of TELLING characters or more, from left to right, each as long as it goes. */
  stretches({ text }: TextUnit, { start, end }: Gap): Source[] {
    const found: Source[] = []
    for (let at = start; at + TELLING <= end;) {
      const longest = this.#longest(text, at, end)
      if (longest !== null) found.push(longest)
      at += longest?.length ?? 1
    }
    return found
  }

  #longest(text: string, at: number, end: number): Source | null {
    this.#seeds ??= seedsOf([...this.#now, ...this.#before.toReversed()])
    let best: Source | null = null
    for (const { unit, from } of this.#seeds.get(text.slice(at, at + TELLING)) ?? []) {
      let length = TELLING
      while (at + length < end && unit.text[from + length] === text[at + length]) length += 1
      if (length > (best?.length ?? 0)) best = { unit, from, at, length }
    }
    return best
  }
}

function isSame(one: ClockId | null, other: ClockId): boolean {
  return one?.client === other.client && one.clock === other.clock
}

/** Where a clock stands in the text of these spans, and how much of its span follows. */
function placeOf(
  spans: readonly ClockSpan[],
  { client, clock }: ClockId,
): { from: number; rest: number } | null {
  let offset = 0
  for (const span of spans) {
    const within = clock - span.clock
    if (span.client === client && within >= 0 && within < span.length)
      return { from: offset + within, rest: span.length - within }
    offset += span.length
  }
  return null
}

function longestRim(units: Piece[], text: string, start: number): Source | null {
  let best: Source | null = null
  for (const unit of units) {
    const found = rimOf(unit, text)
    if (found !== null && found.length > (best?.length ?? 0)) best = found
  }
  return best && { ...best, at: best.at + start }
}

function rimOf(unit: Piece, text: string): Source | null {
  const isLonger = unit.text.length > text.length
  const [long, short] = isLonger ? [unit.text, text] : [text, unit.text]
  const { length } = short
  // A letter over words that ended with it was rather typed; a full stop was left over.
  if (length === 0 || (isLonger && length === 1 && /[\p{L}\p{N}]/u.test(short))) return null
  let offset = -1
  if (long.startsWith(short)) offset = 0
  else if (long.endsWith(short)) offset = long.length - length
  if (offset === -1) return null
  return isLonger ? { unit, from: offset, at: 0, length } : { unit, from: 0, at: offset, length }
}

function seedsOf(units: Piece[]): Map<string, { unit: Piece; from: number }[]> {
  const seeds = new Map<string, { unit: Piece; from: number }[]>()
  for (const unit of units) {
    for (let from = 0; from + TELLING <= unit.text.length; from++) {
      const seed = unit.text.slice(from, from + TELLING)
      const known = seeds.get(seed)
      if (known === undefined) seeds.set(seed, [{ unit, from }])
      else if (known.length < MOST_PLACES) known.push({ unit, from })
    }
  }
  return seeds
}
