import type { LineShape } from '../contracts/comparison.ts'
import { type DraftNode, plainText } from './draft-node.ts'
import { MAX_DEPTH, NODE_RULES } from './draft-rules.ts'

/** A line or table of a document as it is compared: lists and quotes are unfolded to their lines. */
export interface CompareUnit {
  /** Null for a table. */
  shape: LineShape | null
  depth: number
  node: DraftNode
  /** ProseMirror position at which the node begins. */
  at: number
  words: string
}

/** Where a block stands: how deep, and the list item that begins with it. */
interface Frame {
  depth: number
  isQuote: boolean
  list: 'bullet' | 'ordered' | null
  marker: string | null
}

const onPage: Frame = { depth: 0, isQuote: false, list: null, marker: null }

/** How many ProseMirror positions a node takes up. */
export function nodeSize(node: DraftNode): number {
  if (node.text !== undefined) return node.text.length
  return NODE_RULES[node.type]?.children.length === 0 ? 1 : 2 + contentSize(node)
}

function contentSize(node: DraftNode): number {
  return (node.content ?? []).reduce((size, child) => size + nodeSize(child), 0)
}

/** All that stands in a document or cell, in order. `at` is where its content begins. */
export function unitsOf(container: DraftNode, at: number): CompareUnit[] {
  const units: CompareUnit[] = []
  walkBlocks(container, at, onPage, units)
  return units
}

function walkBlocks(parent: DraftNode, start: number, frame: Frame, units: CompareUnit[]): void {
  let at = start
  // Only the first block of an item stands beside the item's sign.
  let here = frame
  for (const child of parent.content ?? []) {
    if (frame.depth <= MAX_DEPTH) walkBlock(child, at, here, units)
    here = { ...frame, marker: null }
    at += nodeSize(child)
  }
}

function walkBlock(node: DraftNode, at: number, frame: Frame, units: CompareUnit[]): void {
  const { depth } = frame
  switch (node.type) {
    case 'bulletList':
    case 'orderedList':
      return walkItems(node, at, frame, units)
    case 'blockquote':
      return walkBlocks(node, at + 1, { ...frame, depth: depth + 1, isQuote: true }, units)
    case 'table':
      units.push({ shape: null, depth, node, at, words: plainText(node) })
      return
    default:
      units.push({ shape: shapeOf(node, frame), depth, node, at, words: plainText(node) })
  }
}

function walkItems(list: DraftNode, at: number, frame: Frame, units: CompareUnit[]): void {
  const kind = list.type === 'orderedList' ? 'ordered' : 'bullet'
  let itemAt = at + 1
  for (const [index, item] of (list.content ?? []).entries()) {
    const marker = kind === 'ordered' ? ordinal(list, index) : '•'
    const inside: Frame = { ...frame, depth: frame.depth + 1, list: kind, marker }
    walkBlocks(item, itemAt + 1, inside, units)
    itemAt += nodeSize(item)
  }
}

function ordinal(list: DraftNode, index: number): string {
  const number = Number(list.attrs?.['start'] ?? 1) + index
  switch (list.attrs?.['type']) {
    case 'a':
      return `${letters(number)}.`
    case 'A':
      return `${letters(number).toUpperCase()}.`
    case 'i':
      return `${roman(number)}.`
    case 'I':
      return `${roman(number).toUpperCase()}.`
    default:
      return `${number}.`
  }
}

function letters(number: number): string {
  let rest = number
  let word = ''
  while (rest > 0) {
    rest -= 1
    word = String.fromCharCode(97 + (rest % 26)) + word
    rest = Math.floor(rest / 26)
  }
  return word || String(number)
}

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** As browsers count: above 3,999 and below 1 in figures. */
function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number)
  let rest = number
  let word = ''
  for (const [value, sign] of ROMAN)
    while (rest >= value) {
      word += sign
      rest -= value
    }
  return word
}

function shapeOf(node: DraftNode, frame: Frame): LineShape {
  const { attrs = {} } = node
  return {
    kind: kindOf(node.type),
    depth: frame.depth,
    ...(typeof attrs['level'] === 'number' && { level: attrs['level'] }),
    ...(typeof attrs['number'] === 'string' && { number: attrs['number'] }),
    ...(typeof attrs['src'] === 'string' && { src: attrs['src'] }),
    ...(typeof attrs['alt'] === 'string' && { alt: attrs['alt'] }),
    ...(frame.list !== null && { list: frame.list }),
    ...(frame.marker !== null && { marker: frame.marker }),
    ...(frame.isQuote && { isQuote: true }),
  }
}

function kindOf(type: string): LineShape['kind'] {
  if (type === 'heading' || type === 'image') return type
  return type === 'horizontalRule' ? 'rule' : 'paragraph'
}
