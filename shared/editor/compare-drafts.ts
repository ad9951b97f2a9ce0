import type {
  ComparedBlock,
  ComparedCell,
  ComparedLine,
  ComparedTable,
  ComparedTableRow,
  LineChange,
  LineShape,
} from '../contracts/comparison.ts'
import { type AlignStep, alignParts } from './align-parts.ts'
import { authorAt } from './author-at.ts'
import type { Author, Authorship } from './authorship.ts'
import { type CompareUnit, nodeSize, unitsOf } from './compare-units.ts'
import { type ComparedSide, comparePieces, wholePieces } from './compare-words.ts'
import { type DraftNode, plainText } from './draft-node.ts'
import { type WordCounts, countWords, wordLikeness } from './word-likeness.ts'

/** A text and who wrote it. */
export interface AuthoredDraft {
  doc: DraftNode
  authorship: Authorship
}

export interface DraftComparison {
  /** Whom the pieces' `author` points at. */
  authors: Author[]
  blocks: ComparedBlock[]
}

/** Two lines that share less than this of their words are one that went and one that came. */
const LEAST_LIKENESS = 0.35

/**
 * What changed from one text to another, line by line and word by word; all of both texts is in it,
 * so that it can be shown side by side or as one. Both must be sound.
 */
export function compareDrafts(from: AuthoredDraft, to: AuthoredDraft): DraftComparison {
  const authors = new SharedAuthors()
  const before = { doc: from.doc, runs: authors.renumbered(from.authorship) }
  const after = { doc: to.doc, runs: authors.renumbered(to.authorship) }
  const old = unitsOf(from.doc, 0)
  const now = unitsOf(to.doc, 0)
  const blocks = align(old, now).map((step) => {
    const [was, is] = [unitAt(old, step.from), unitAt(now, step.to)]
    if ((is ?? was)?.shape === null) return { table: compareTable(was, is, before, after) }
    return { line: compareLine(was, is, before, after) }
  })
  return { authors: authors.list, blocks }
}

/** Both texts' authors as one list. */
class SharedAuthors {
  readonly list: Author[] = []
  readonly #indexes = new Map<string, number>()

  renumbered({ authors, runs }: Authorship): ComparedSide['runs'] {
    const indexes = authors.map((author) => {
      const key = JSON.stringify([author.personId, author.agencyId])
      const known = this.#indexes.get(key) ?? this.list.push(author) - 1
      this.#indexes.set(key, known)
      return known
    })
    return runs.map((run) => ({ ...run, author: indexes[run.author] ?? 0 }))
  }
}

function unitAt(units: CompareUnit[], index: number | null): CompareUnit | null {
  return index === null ? null : (units[index] ?? null)
}

function align(old: CompareUnit[], now: CompareUnit[]): AlignStep[] {
  const counted = (units: CompareUnit[]): ((at: number) => WordCounts) => {
    const counts: WordCounts[] = []
    return (at) => (counts[at] ??= countWords(units[at]?.words ?? ''))
  }
  const [oldCounts, newCounts] = [counted(old), counted(now)]
  const steps = alignParts(old.map(alignKey), now.map(alignKey), (from, to) => {
    if (classOf(old[from]) !== classOf(now[to])) return 0
    const like = wordLikeness(oldCounts(from), newCounts(to))
    // A table is known again by its place, however many of its cells were filled meanwhile.
    if (classOf(old[from]) === 'table') return 0.1 + like
    return like < LEAST_LIKENESS ? 0 : like
  })
  return steps
}

/** What may be one and the same: a paragraph can become a heading, and no table. */
function classOf(unit: CompareUnit | undefined): string {
  const kind = unit?.shape?.kind ?? 'table'
  return kind === 'heading' ? 'paragraph' : kind
}

function alignKey(unit: CompareUnit): string {
  if (unit.shape === null) return `table ${JSON.stringify(unit.node)}`
  return `${classOf(unit)} ${unit.shape.src ?? ''} ${unit.words}`
}

function compareLine(
  was: CompareUnit | null,
  is: CompareUnit | null,
  before: ComparedSide,
  after: ComparedSide,
): ComparedLine {
  if (was?.shape && is?.shape) {
    const pieces = comparePieces(
      { node: was.node, at: was.at + 1, side: before },
      { node: is.node, at: is.at + 1, side: after },
    )
    const isReshaped = JSON.stringify(was.shape) !== JSON.stringify(is.shape)
    const change = changeOfLine(pieces, was.shape, is.shape)
    return { change, shape: is.shape, ...(isReshaped && { was: was.shape }), pieces }
  }
  const [unit, side, change] = is
    ? ([is, after, 'inserted'] as const)
    : ([was, before, 'deleted'] as const)
  if (!unit?.shape) throw new Error('a line is on one side at least')
  const { author } = isLeaf(unit) ? authorAt(side.runs, unit.at) : { author: undefined }
  return {
    change,
    shape: unit.shape,
    pieces: wholePieces(unit.node, unit.at + 1, side, change),
    ...(author !== undefined && { author }),
  }
}

function isLeaf(unit: CompareUnit): boolean {
  return unit.shape?.kind === 'image' || unit.shape?.kind === 'rule'
}

function changeOfLine(pieces: ComparedLine['pieces'], was: LineShape, is: LineShape): LineChange {
  if (pieces.some(({ change }) => change === 'inserted' || change === 'deleted')) return 'changed'
  const isFormatted = pieces.some(({ change }) => change === 'formatted')
  // That an item counts 4 instead of 3 is a change of another line.
  const essence = ({ marker, ...rest }: LineShape) => JSON.stringify([rest, marker === undefined])
  return isFormatted || essence(was) !== essence(is) ? 'formatted' : 'same'
}

function compareTable(
  was: CompareUnit | null,
  is: CompareUnit | null,
  before: ComparedSide,
  after: ComparedSide,
): ComparedTable {
  const rows = alignedNodes(was, is).map(([old, now]): ComparedTableRow => {
    const cells = alignedNodes(old, now).map(([oldCell, newCell]) =>
      compareCell(oldCell, newCell, before, after),
    )
    return { change: changeOfParts(old, now, cells), cells }
  })
  return { change: changeOfParts(was, is, rows), depth: (is ?? was)?.depth ?? 0, rows }
}

interface PlacedNode {
  node: DraftNode
  at: number
}

/** The children of two nodes, paired: rows by their words, cells by their words or their place. */
function alignedNodes(
  was: PlacedNode | null,
  is: PlacedNode | null,
): [PlacedNode | null, PlacedNode | null][] {
  const [old, now] = [childrenOf(was), childrenOf(is)]
  const words = (list: PlacedNode[]) => list.map(({ node }) => plainText(node))
  const [oldWords, newWords] = [words(old), words(now)]
  return alignParts(oldWords, newWords, (from, to) => {
    const [a, b] = [countWords(oldWords[from] ?? ''), countWords(newWords[to] ?? '')]
    return 0.1 + wordLikeness(a, b)
  }).map(({ from, to }) => [
    from === null ? null : (old[from] ?? null),
    to === null ? null : (now[to] ?? null),
  ])
}

function childrenOf(parent: PlacedNode | null): PlacedNode[] {
  if (parent === null) return []
  let at = parent.at + 1
  return (parent.node.content ?? []).map((node) => {
    const placed = { node, at }
    at += nodeSize(node)
    return placed
  })
}

function changeOfParts(
  was: PlacedNode | null,
  is: PlacedNode | null,
  parts: readonly { change: LineChange }[],
): LineChange {
  if (was === null) return 'inserted'
  if (is === null) return 'deleted'
  const changed = parts.filter(({ change }) => change !== 'same')
  if (changed.length === 0) return 'same'
  return changed.every(({ change }) => change === 'formatted') ? 'formatted' : 'changed'
}

function compareCell(
  was: PlacedNode | null,
  is: PlacedNode | null,
  before: ComparedSide,
  after: ComparedSide,
): ComparedCell {
  const units = (cell: PlacedNode | null) =>
    cell === null ? [] : unitsOf(cell.node, cell.at + 1).filter((unit) => unit.shape !== null)
  const [old, now] = [units(was), units(is)]
  const lines = align(old, now).map(({ from, to }) =>
    compareLine(unitAt(old, from), unitAt(now, to), before, after),
  )
  const { attrs = {}, type } = (is ?? was)?.node ?? {}
  const span = (name: 'colspan' | 'rowspan') =>
    typeof attrs[name] === 'number' && attrs[name] > 1 ? { [name]: attrs[name] } : {}
  return {
    change: changeOfParts(was, is, lines),
    isHeader: type === 'tableHeader',
    ...span('colspan'),
    ...span('rowspan'),
    lines,
  }
}
