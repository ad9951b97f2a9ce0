import type * as Y from 'yjs'
import type { ClockId } from './clock-index.ts'
import { type Gap, type Source, TELLING, type TakenOut, TextSources } from './text-sources.ts'
import { type ClockSpan, type InsertedUnit, type TextUnit, changedUnits } from './text-units.ts'

/** `to`, new clocks, read as the words at `from` read, which were taken out. Of equal lengths. */
export interface Move {
  from: ClockSpan
  to: ClockSpan
  /** The element that was taken out with the words: it went with them. */
  gone: ClockId | null
}

/** What a person took out, for when they bring it back. */
export interface TakenText extends TakenOut {
  by: string
}
/** So many pieces and characters are remembered, of all who write. */
const MOST_PIECES = 300
const MOST_CHARACTERS = 50_000

/**
 * Finds words that a change moved. Neither Yjs nor y-tiptap can move text: who splits, joins or
 * restyles a paragraph, drags a row or undoes a deletion takes words out and puts the same words
 * in, under client ids of their own. They stay their author's all the same (H1).
 *
 * Found are words that equal, begin or end what another text lost by the same change; what the
 * same person took out and brought back by undo; and 8 equal characters or more, at once or in the
 * pieces of what one change took out, which is how cutting and pasting is found.
 */
export class MovedText {
  #taken: TakenText[]

  constructor(taken: TakenText[] = []) {
    this.#taken = taken
  }

  get taken(): readonly TakenText[] {
    return this.#taken
  }

  /** To be called in `beforeObserverCalls`. `by`: whose change it is; null: of several people. */
  movesIn(transaction: Y.Transaction, by: string | null): Move[] {
    const { inserted, deleted } = changedUnits(transaction)
    const before = this.#taken.filter((taken) => taken.by === by)
    const sources = new TextSources(deleted, before)
    const moves = sources.isEmpty ? [] : movesInto(inserted, sources)
    if (by !== null && deleted.length > 0) this.#remember(by, deleted)
    return moves
  }

  #remember(by: string, deleted: TextUnit[]): void {
    const change = (this.#taken.at(-1)?.change ?? 0) + 1
    const pieces = deleted.map(({ text, spans, gone }) => ({ by, change, text, spans, gone }))
    this.#taken = latest([...this.#taken, ...pieces])
  }
}

function latest(taken: TakenText[]): TakenText[] {
  const pieces = taken.slice(-MOST_PIECES)
  let size = 0
  const tooMuch = pieces.findLastIndex(({ text }) => (size += text.length) > MOST_CHARACTERS)
  return pieces.slice(tooMuch + 1)
}

/** So many earlier changes are looked through for the small pieces of what was cut. */
const MOST_CHANGES = 10

function movesInto(inserted: InsertedUnit[], sources: TextSources): Move[] {
  const found = new Map(inserted.map((unit) => [unit, knownOf(unit, sources)]))
  const known = new Set([...found.values()].flat().map(({ unit }) => unit.change))
  for (const change of sources.changes.slice(0, MOST_CHANGES)) {
    const parts = inserted.map((unit) =>
      gapsOf(unit, found.get(unit)).flatMap((gap) => sources.partOf(change, unit, gap) ?? []),
    )
    const size = parts.flat().reduce((sum, { length }) => sum + length, 0)
    if (!known.has(change) && size < TELLING) continue
    for (const [index, unit] of inserted.entries()) found.get(unit)?.push(...(parts[index] ?? []))
  }
  return inserted.flatMap((unit) => (found.get(unit) ?? []).flatMap((each) => pair(each, unit)))
}

function knownOf(unit: InsertedUnit, sources: TextSources): Source[] {
  const whole = sources.whole(unit)
  if (whole !== null) return [whole]
  const found = sources.putBack(unit)
  found.push(...gapsOf(unit, found).flatMap((gap) => sources.rim(unit, gap) ?? []))
  found.push(...gapsOf(unit, found).flatMap((gap) => sources.stretches(unit, gap)))
  return found
}

function gapsOf({ text }: TextUnit, found: readonly Source[] = []): Gap[] {
  const gaps: Gap[] = []
  let start = 0
  for (const { at, length } of found.toSorted((a, b) => a.at - b.at)) {
    if (at > start) gaps.push({ start, end: at })
    start = at + length
  }
  if (start < text.length) gaps.push({ start, end: text.length })
  return gaps
}

/** The clocks of both, in pieces that are of one client in a row on either side. */
function pair(source: Source, unit: TextUnit): Move[] {
  const sources = spansOf(source.unit.spans, source.from, source.length)
  const targets = spansOf(unit.spans, source.at, source.length)
  const moves: Move[] = []
  const { gone } = source.unit
  while (sources[0] !== undefined && targets[0] !== undefined) {
    const length = Math.min(sources[0].length, targets[0].length)
    moves.push({ from: { ...sources[0], length }, to: { ...targets[0], length }, gone })
    sources.splice(0, 1, ...rest(sources[0], length))
    targets.splice(0, 1, ...rest(targets[0], length))
  }
  return moves
}

function rest({ client, clock, length }: ClockSpan, taken: number): ClockSpan[] {
  return length === taken ? [] : [{ client, clock: clock + taken, length: length - taken }]
}

function spansOf(spans: readonly ClockSpan[], from: number, length: number): ClockSpan[] {
  let offset = 0
  return spans.flatMap((span) => {
    const start = Math.max(from - offset, 0)
    const end = Math.min(from + length - offset, span.length)
    offset += span.length
    if (end <= start) return []
    return [{ client: span.client, clock: span.clock + start, length: end - start }]
  })
}
