import { type DraftNode, plainText } from './draft-node.ts'
import { isOwnFile } from './draft-rules.ts'
import { writeInline } from './inline-markdown-writer.ts'
import type { MarkdownFlavour } from './markdown-flavour.ts'
import { writeTable } from './markdown-table-writer.ts'

/** A document as Markdown, ending without a line break; "" for an empty one. */
export function writeMarkdown(doc: DraftNode, flavour: MarkdownFlavour): string {
  return writeBlocks(doc.content ?? [], flavour)
    .join('\n')
    .replace(/^\n+|\s+$/g, '')
}

/** Only such a list is read as one without an empty line before it. */
const MAY_FOLLOW_WORDS = /^(?:[-*]|1[.)]) +\S/

function writeBlocks(
  nodes: readonly DraftNode[],
  flavour: MarkdownFlavour,
  isInItem = false,
): string[] {
  const lines: string[] = []
  let previous: DraftNode | undefined
  let isOtherMarker = false
  for (const node of nodes) {
    // Two lists of a kind in a row would be read as one: the second gets the other marker.
    isOtherMarker = previous?.type === node.type && !isOtherMarker
    const block = writeBlock(node, flavour, isOtherMarker)
    if (block.length === 0) continue
    const isTight =
      isInItem && previous?.type === 'paragraph' && MAY_FOLLOW_WORDS.test(block[0] ?? '')
    if (lines.length > 0 && !isTight) lines.push('')
    lines.push(...block)
    previous = node
  }
  return lines
}

function writeBlock(node: DraftNode, flavour: MarkdownFlavour, isOtherMarker: boolean): string[] {
  const content = node.content ?? []
  switch (node.type) {
    case 'paragraph':
      return writeParagraph(node, flavour)
    case 'heading': {
      const text = writeInline(content, flavour).replaceAll('\\\n', ' ').trim()
      const level = Math.min(Math.max(Number(node.attrs?.['level'] ?? 1), 1), 6)
      return [`${'#'.repeat(level)} ${text.replace(/(\s)(#+)$/, '$1\\$2')}`.trim()]
    }
    case 'bulletList':
    case 'orderedList':
      return writeList(node, flavour, isOtherMarker)
    case 'blockquote':
      return writeBlocks(content, flavour).map((line) => (line === '' ? '>' : `> ${line}`))
    case 'horizontalRule':
      return ['---']
    case 'image':
      return writeImage(node, flavour)
    case 'table':
      return writeTable(node, flavour)
    case 'codeBlock':
      return writeCode(plainText(node))
    default:
      return writeBlocks(content, flavour)
  }
}

function writeParagraph(node: DraftNode, flavour: MarkdownFlavour): string[] {
  const number = node.attrs?.['number']
  const text = writeInline(node.content ?? [], flavour)
  const numbered = typeof number === 'string' ? `${number}. ${text}` : text
  if (numbered.trim() === '') return []
  return numbered
    .trim()
    .replace(/(?:\\\n\s*)+$/, '')
    .split('\n')
    .map((line) => escapeLineStart(line.trimStart()))
}

/** Signs that make a heading, a quote, a list, a rule, a fence or a table out of a line. */
function escapeLineStart(line: string): string {
  if (/^(?:>|=+\s*$|[|:]|~{3}|#{1,6}(?=\s|$)|\+(?=\s|$)|-(?=[\s:|-]|$))/.test(line))
    return `\\${line}`
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

function writeList(node: DraftNode, flavour: MarkdownFlavour, isOtherMarker: boolean): string[] {
  const isOrdered = node.type === 'orderedList'
  const start = Number(node.attrs?.['start'] ?? 1)
  return (node.content ?? []).flatMap((item, index) => {
    const sign = isOrdered
      ? `${start + index}${isOtherMarker ? ')' : '.'}`
      : isOtherMarker
        ? '*'
        : '-'
    const lines = writeBlocks(item.content ?? [], flavour, true)
    const indent = ' '.repeat(sign.length + 1)
    const isLoose = index > 0 && lines.includes('')
    return [
      ...(isLoose ? [''] : []),
      `${sign} ${lines[0] ?? ''}`.trimEnd(),
      ...lines.slice(1).map((line) => (line === '' ? '' : indent + line)),
    ]
  })
}

function writeImage(node: DraftNode, flavour: MarkdownFlavour): string[] {
  const src = node.attrs?.['src']
  if (!flavour.images || !isOwnFile(src)) return []
  const alt = String(node.attrs?.['alt'] ?? '').replace(/[\\[\]`*_<>&]/g, '\\$&')
  return [`![${alt.replace(/\s+/g, ' ')}](${src})`]
}

function writeCode(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/^`+/gm)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return [fence, ...text.split('\n'), fence]
}
