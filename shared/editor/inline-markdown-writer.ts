import type { DraftMark, DraftNode } from './draft-node.ts'
import type { MarkdownFlavour } from './markdown-flavour.ts'
import { type Piece, joinPieces } from './markdown-pieces.ts'
import { mentionHref } from './mention-link.ts'

/** Outermost first, where two marks begin and end together. */
const NESTING = ['link', 'bold', 'italic', 'strike', 'underline', 'code']
const SIGNS: Readonly<Record<string, [string, string]>> = {
  bold: ['**', '**'],
  strike: ['~~', '~~'],
  underline: ['<u>', '</u>'],
}

/** Runs of asterisks are ambiguous where bold and italic touch: there italic is an underscore. */
function italicSign(nodes: readonly DraftNode[]): '*' | '_' {
  const isTouching = nodes.some((node, index) => {
    const marks = [...(node.marks ?? []), ...(nodes[index + 1]?.marks ?? [])]
    return ['bold', 'italic'].every((type) => marks.some((mark) => mark.type === type))
  })
  return isTouching ? '_' : '*'
}

/** Inline content on one line, read back alike by `readMarkdown` of the same flavour. */
export function writeInline(content: readonly DraftNode[], flavour: MarkdownFlavour): string {
  const nodes = splitOuterBlanks(content)
  const pieces: Piece[] = []
  const open: DraftMark[] = []
  const italic = italicSign(nodes)
  for (const [index, node] of nodes.entries()) {
    const wanted = node.text === undefined ? [] : usableMarks(node, flavour)
    const kept = open.findIndex((mark) => !wanted.some((other) => isSame(mark, other)))
    if (kept !== -1)
      for (const mark of open.splice(kept).toReversed()) pieces.push(...closing(mark, italic))
    const fresh = wanted.filter((mark) => !open.some((other) => isSame(mark, other)))
    for (const mark of fresh.toSorted((a, b) => outerFirst(a, b, nodes, index))) {
      open.push(mark)
      pieces.push(...opening(mark, italic))
    }
    pieces.push(leaf(node, open, flavour, italic))
  }
  for (const mark of open.toReversed()) pieces.push(...closing(mark, italic))
  return joinPieces(pieces)
}

function isSame(a: DraftMark, b: DraftMark): boolean {
  return a.type === b.type && a.attrs?.['href'] === b.attrs?.['href']
}

function usableMarks(node: DraftNode, flavour: MarkdownFlavour): DraftMark[] {
  return (node.marks ?? []).filter((mark) => {
    if (mark.type === 'link') return flavour.isLink(String(mark.attrs?.['href'] ?? ''))
    return mark.type === 'underline' ? flavour.tags : NESTING.includes(mark.type)
  })
}

/** The mark that goes on longer encloses the other; code holds no signs and is innermost. */
function outerFirst(
  a: DraftMark,
  b: DraftMark,
  nodes: readonly DraftNode[],
  index: number,
): number {
  if (a.type === 'code' || b.type === 'code') return a.type === 'code' ? 1 : -1
  const length = extent(b, nodes, index) - extent(a, nodes, index)
  return length === 0 ? NESTING.indexOf(a.type) - NESTING.indexOf(b.type) : length
}

function extent(mark: DraftMark, nodes: readonly DraftNode[], index: number): number {
  let end = index
  while (nodes[end]?.marks?.some((other) => isSame(mark, other)) === true) end += 1
  return end - index
}

/** "**word **" is no emphasis: blanks at the rim of a mark are put outside it. */
function splitOuterBlanks(content: readonly DraftNode[]): DraftNode[] {
  return content.flatMap((node) => {
    if (node.text === undefined) return [node]
    const text = node.text.replace(/[\t\n\r]/g, ' ')
    const marks = (node.marks ?? []).filter((mark) => mark.type !== 'code' && mark.type !== 'link')
    if (marks.length === 0) return [{ ...node, text }]
    const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
    const rest = (node.marks ?? []).filter((mark) => mark.type === 'link')
    const blank = (value: string) =>
      value === '' ? [] : [{ type: 'text', text: value, marks: rest }]
    return [...blank(before), ...(words === '' ? [] : [{ ...node, text: words }]), ...blank(after)]
  })
}

function opening(mark: DraftMark, italic: string): Piece[] {
  if (mark.type === 'code') return []
  if (mark.type === 'link') return [{ kind: 'raw', value: '[' }]
  return [{ kind: 'open', value: SIGNS[mark.type]?.[0] ?? italic }]
}

function closing(mark: DraftMark, italic: string): Piece[] {
  if (mark.type === 'code') return []
  if (mark.type === 'link')
    return [{ kind: 'raw', value: `](${destination(String(mark.attrs?.['href']))})` }]
  return [{ kind: 'close', value: SIGNS[mark.type]?.[1] ?? italic }]
}

function destination(href: string): string {
  return href.replace(/[()\\]/g, '\\$&')
}

function leaf(
  node: DraftNode,
  open: readonly DraftMark[],
  flavour: MarkdownFlavour,
  italic: string,
): Piece {
  if (node.type === 'hardBreak') return { kind: 'raw', value: '\\\n' }
  if (node.type === 'mention' && flavour.mentions) {
    const label = escapeText(String(node.attrs?.['label'] ?? ''), true)
    return { kind: 'raw', value: `[@${label}](${mentionHref(node.attrs ?? {})})` }
  }
  const text = node.text ?? ''
  if (open.some((mark) => mark.type === 'code')) return { kind: 'raw', value: codeSpan(text) }
  const escaped = escapeText(
    text,
    open.some((mark) => mark.type === 'link'),
  )
  return { kind: 'text', value: italic === '_' ? escaped.replace(/(?<!\\)_/g, '\\_') : escaped }
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const isPadded = /^`|`$|^ .* $/.test(text) && text.trim() !== ''
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

/** Only what would be read as a sign; "[will | are invited to]" and "snake_case" stay as they are. */
function escapeText(text: string, isInBrackets: boolean): string {
  return text
    .replace(/[\\`*]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~(?=~)|(?<=~)~|^~|~$/g, '\\~')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(isInBrackets ? /[[\]]/g : /\](?=[([:]|$)/g, '\\$&')
    .replace(isInBrackets ? /!$/g : /!(?=\[|$)/g, '\\!')
}
