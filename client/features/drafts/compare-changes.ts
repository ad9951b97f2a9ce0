import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import type {
  ComparedBlock,
  ComparedLine,
  ComparedPiece,
  LineChange,
} from '#shared/contracts/comparison.ts'

/** Which of the two texts is shown: one of them, or both as one. */
export type Side = 'before' | 'after' | 'both'

export function changeOf(block: ComparedBlock): LineChange {
  return 'line' in block ? block.line.change : block.table.change
}

/** Which blocks changed, by their place. */
export function changedBlocks(blocks: readonly ComparedBlock[]): number[] {
  return blocks.flatMap((block, at) => (changeOf(block) === 'same' ? [] : [at]))
}

/** What of a line stands in a text; null where it is not there. */
export function piecesOn(line: ComparedLine, side: Side): ComparedPiece[] | null {
  if (!isOn(line.change, side)) return null
  return line.pieces.filter((piece) => isOn(piece.change, side))
}

export function isOn(change: LineChange | undefined, side: Side): boolean {
  if (side === 'before') return change !== 'inserted'
  return side === 'both' || change !== 'deleted'
}

function linesOf(block: ComparedBlock): ComparedLine[] {
  if ('line' in block) return [block.line]
  return block.table.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines))
}

/** Who wrote what differs in a block, each once, in reading order. */
export function authorsIn(
  block: ComparedBlock,
  authors: readonly CreditedAuthor[],
): { author: CreditedAuthor; change: 'inserted' | 'deleted' }[] {
  const found = new Map<string, { author: CreditedAuthor; change: 'inserted' | 'deleted' }>()
  for (const line of linesOf(block))
    for (const { change, author: at } of [...line.pieces, line]) {
      const author = at === undefined ? undefined : authors[at]
      if (author && (change === 'inserted' || change === 'deleted'))
        found.set(`${change} ${at}`, { author, change })
    }
  return [...found.values()]
}
