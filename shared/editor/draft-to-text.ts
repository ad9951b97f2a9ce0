import { type DraftNode, plainText } from './draft-node.ts'
import { MAX_DEPTH } from './draft-rules.ts'

/** A draft's words for search, mail and comparison: a block a line, cells parted by tabs. */
export function draftToText(doc: DraftNode): string {
  return blockLines(doc, 0).join('\n').trim()
}

function blockLines(node: DraftNode, depth: number): string[] {
  if (depth > MAX_DEPTH) return []
  const number = node.attrs?.['number']
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
      return [typeof number === 'string' ? `${number}. ${plainText(node)}` : plainText(node)]
    case 'horizontalRule':
      return ['—']
    case 'image':
      return typeof node.attrs?.['alt'] === 'string' ? [node.attrs['alt']] : []
    case 'tableRow':
      return [(node.content ?? []).map((cell) => blockLines(cell, depth + 1).join(' ')).join('\t')]
    case 'orderedList':
    case 'bulletList':
      return listLines(node, depth)
    default:
      return (node.content ?? []).flatMap((child) => blockLines(child, depth + 1))
  }
}

function listLines(list: DraftNode, depth: number): string[] {
  const start = Number(list.attrs?.['start'] ?? 1)
  return (list.content ?? []).flatMap((item, index) => {
    const sign = list.type === 'orderedList' ? `${start + index}. ` : '- '
    const lines = (item.content ?? []).flatMap((child) => blockLines(child, depth + 1))
    return lines.map((line, at) => (at === 0 ? sign : '  ') + line)
  })
}
