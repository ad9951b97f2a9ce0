import { ChangeSet, simplifyChanges } from '@tiptap/pm/changeset'
import { type Node, Schema } from '@tiptap/pm/model'
import { StepMap } from '@tiptap/pm/transform'
import type { ComparedPiece } from '../contracts/comparison.ts'
import { authorAt, firstEndingAfter } from './author-at.ts'
import type { AuthorRun } from './authorship.ts'
import type { DraftMark, DraftNode } from './draft-node.ts'
import { wordEdits } from './word-edits.ts'

/** One of the two texts; its authors' indexes count in the list of both. */
export interface ComparedSide {
  doc: DraftNode
  runs: readonly AuthorRun[]
}

/** Words of a line and what they look like. A line break is one `\n`, as it is one position. */
interface Run {
  text: string
  marks: ComparedPiece['marks']
  key: string
}

/** Text alone: marks are compared afterwards, so that new marks are no new words. */
const wordSchema = new Schema({
  nodes: {
    doc: { content: 'inline*' },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
  },
})

/**
 * Two lines as one: words that both have, that only the first has and that only the second has, in
 * reading order. `oldAt` and `newAt` are the positions at which the lines' words begin.
 */
export function comparePieces(
  before: { node: DraftNode; at: number; side: ComparedSide },
  after: { node: DraftNode; at: number; side: ComparedSide },
): ComparedPiece[] {
  const old = new LineReader(before.node, before.at, before.side)
  const now = new LineReader(after.node, after.at, after.side)
  const pieces: ComparedPiece[] = []
  let [oldAt, newAt] = [0, 0]
  const end = { fromA: old.length, toA: old.length, fromB: now.length, toB: now.length }
  for (const change of [...changesOf(before.node, after.node, old.text, now.text), end]) {
    pieces.push(...keptPieces(old, oldAt, change.fromA, now, newAt))
    pieces.push(...old.pieces(change.fromA, change.toA, 'deleted'))
    pieces.push(...now.pieces(change.fromB, change.toB, 'inserted'))
    oldAt = change.toA
    newAt = change.toB
  }
  return pieces
}

/** All words of a line, as what happened to the whole of it. */
export function wholePieces(
  node: DraftNode,
  at: number,
  side: ComparedSide,
  change?: 'inserted' | 'deleted',
): ComparedPiece[] {
  const reader = new LineReader(node, at, side)
  return change ? reader.pieces(0, reader.length, change) : reader.plain()
}

interface Change {
  fromA: number
  toA: number
  fromB: number
  toB: number
}

function changesOf(before: DraftNode, after: DraftNode, old: string, now: string): Change[] {
  if (old === now) return []
  const [from, to] = [wordNode(before), wordNode(after)]
  // One map an edit: of a map with several ranges `addSteps` shifts the later ones wrongly.
  let shift = 0
  const steps = wordEdits(old, now).map((edit) => {
    const size = edit.to - edit.from
    const map = new StepMap([edit.from + shift, size, edit.words.length])
    shift += edit.words.length - size
    return map
  })
  const { changes } = ChangeSet.create<null>(from).addSteps(to, steps, null)
  return simplifyChanges(changes, to).map((change) => aroundPairs(change, old, now))
}

function wordNode(node: DraftNode): Node {
  return wordSchema.node(
    'doc',
    null,
    (node.content ?? []).map((child) =>
      child.text === undefined ? wordSchema.node('hardBreak') : wordSchema.text(child.text),
    ),
  )
}

/** A pair of surrogates changes as a whole: its halves are no characters. */
function aroundPairs({ fromA, toA, fromB, toB }: Change, old: string, now: string): Change {
  const begins = isLow(old, fromA) || isLow(now, fromB) ? 1 : 0
  const ends = isLow(old, toA) || isLow(now, toB) ? 1 : 0
  return { fromA: fromA - begins, toA: toA + ends, fromB: fromB - begins, toB: toB + ends }
}

function isLow(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return index > 0 && code >= 0xdc00 && code <= 0xdfff
}

/** Words that stayed, from `oldAt` to `oldEnd` and from `newAt` on; told where they look otherwise. */
function keptPieces(
  old: LineReader,
  oldAt: number,
  oldEnd: number,
  now: LineReader,
  newAt: number,
): ComparedPiece[] {
  const pieces: ComparedPiece[] = []
  let at = 0
  while (oldAt + at < oldEnd) {
    const was = old.runAt(oldAt + at)
    const is = now.runAt(newAt + at)
    const length = Math.min(was.to - oldAt - at, is.to - newAt - at, oldEnd - oldAt - at)
    const isFormatted = was.run.key !== is.run.key
    const text = now.text.slice(newAt + at, newAt + at + length)
    pieces.push(pieceOf(is.run, text, isFormatted ? 'formatted' : undefined))
    at += length
  }
  return joined(pieces)
}

/** Reads one line: its words, their marks, and who wrote them. */
class LineReader {
  readonly text: string
  readonly #runs: { run: Run; from: number; to: number }[] = []
  readonly #at: number
  readonly #authors: readonly AuthorRun[]

  constructor(node: DraftNode, at: number, side: ComparedSide) {
    let text = ''
    for (const child of node.content ?? []) {
      const run = runOf(child)
      this.#runs.push({ run, from: text.length, to: text.length + run.text.length })
      text += run.text
    }
    this.text = text
    this.#at = at
    this.#authors = side.runs
  }

  get length(): number {
    return this.text.length
  }

  runAt(index: number): { run: Run; from: number; to: number } {
    const found = this.#runs[firstEndingAfter(this.#runs, index)]
    return found ?? { run: { text: '', marks: undefined, key: '[]' }, from: index, to: Infinity }
  }

  plain(): ComparedPiece[] {
    return this.#runs.map(({ run }) => pieceOf(run, run.text))
  }

  pieces(from: number, to: number, change: 'inserted' | 'deleted'): ComparedPiece[] {
    const pieces: ComparedPiece[] = []
    let index = from
    while (index < to) {
      const { run, to: runEnd } = this.runAt(index)
      const { author, until } = authorAt(this.#authors, this.#at + index)
      const end = Math.min(to, runEnd, until - this.#at)
      pieces.push(pieceOf(run, this.text.slice(index, end), change, author))
      index = end
    }
    return joined(pieces)
  }
}

function runOf(node: DraftNode): Run {
  const marks = (node.marks ?? []).map(markOf).toSorted((a, b) => (a.type < b.type ? -1 : 1))
  return {
    text: node.text ?? '\n',
    marks: marks.length > 0 ? marks : undefined,
    key: JSON.stringify(marks),
  }
}

function markOf(mark: DraftMark): { type: string; href?: string } {
  const href = mark.attrs?.['href']
  return { type: mark.type, ...(typeof href === 'string' && { href }) }
}

function pieceOf(
  run: Run,
  text: string,
  change?: NonNullable<ComparedPiece['change']>,
  author?: number,
): ComparedPiece {
  return {
    text,
    ...(run.marks && { marks: run.marks }),
    ...(change && { change }),
    ...(author !== undefined && { author }),
  }
}

function joined(pieces: ComparedPiece[]): ComparedPiece[] {
  const list: ComparedPiece[] = []
  for (const piece of pieces) {
    const last = list.at(-1)
    const isLike =
      last?.change === piece.change &&
      last?.author === piece.author &&
      JSON.stringify(last?.marks) === JSON.stringify(piece.marks)
    if (last && isLike) last.text += piece.text
    else list.push({ ...piece })
  }
  return list
}
