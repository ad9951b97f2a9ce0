import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'

/** Letters on each side by which a place is known again. */
const CONTEXT = 24
/** And by which a place is taken for the right one. */
const NEAR = 4

/**
 * Where a caret belongs after others' change. Yjs finds the letters that it stood between, but not
 * when they were taken away and written anew: a paragraph that somebody split or turned into a
 * heading. There it is looked for between the same letters, in what the change wrote; where they are
 * gone, `resolved` is right. Positions are of the document before and after `transaction`.
 */
export function recoverPosition(
  transaction: Transaction,
  before: number,
  resolved: number | null,
): number | null {
  const range = changedRange(transaction)
  if (range === null || before < range.oldFrom || before > range.oldTo) return resolved
  const context = contextAt(transaction.before, before)
  if (context === null) return resolved
  if (resolved !== null && isBetween(transaction.doc, resolved, context)) return resolved
  return findBetween(transaction.doc, range, context) ?? resolved
}

interface Range {
  oldFrom: number
  oldTo: number
  newFrom: number
  newTo: number
}

interface Context {
  left: string
  right: string
}

/** The binding replaces one run of blocks. */
function changedRange({ mapping }: Transaction): Range | null {
  let range: Range | null = null
  mapping.maps[0]?.forEach((oldFrom, oldTo, newFrom, newTo) => {
    range = { oldFrom, oldTo, newFrom, newTo }
  })
  return range
}

/** A textblock's letters, with one character for each thing that is none: offsets stay positions. */
const lettersOf = (block: Node): string =>
  block.textBetween(0, block.content.size, undefined, '\uFFFC')

function contextAt(doc: Node, position: number): Context | null {
  const { parent, parentOffset } = doc.resolve(Math.min(position, doc.content.size))
  if (!parent.isTextblock) return null
  const letters = lettersOf(parent)
  return {
    left: letters.slice(Math.max(0, parentOffset - CONTEXT), parentOffset),
    right: letters.slice(parentOffset, parentOffset + CONTEXT),
  }
}

function isBetween(doc: Node, position: number, context: Context): boolean {
  const there = contextAt(doc, position)
  if (there === null) return false
  const left = context.left.slice(-NEAR)
  const right = context.right.slice(0, NEAR)
  if (left === '' && right === '') return true
  return (
    (left !== '' && there.left.endsWith(left)) || (right !== '' && there.right.startsWith(right))
  )
}

/** The one place between all these letters; null where there is none, or more than one. */
function findBetween(doc: Node, range: Range, { left, right }: Context): number | null {
  if (left.length + right.length < NEAR) return null
  const found: number[] = []
  doc.nodesBetween(range.newFrom, range.newTo, (node, position) => {
    if (!node.isTextblock) return true
    const letters = lettersOf(node)
    // A split keeps the letters of one side only.
    for (const [part, offset] of [
      [left + right, left.length],
      [right, 0],
      [left, left.length],
    ] as const) {
      const at = part.length < NEAR ? -1 : letters.indexOf(part)
      if (at === -1) continue
      found.push(position + 1 + at + offset)
      break
    }
    return false
  })
  return found.length === 1 ? (found[0] ?? null) : null
}
