/** A ProseMirror document as JSON: what versions, imports, templates and exports pass around. */
export interface DraftNode {
  type: string
  attrs?: Record<string, unknown>
  content?: DraftNode[]
  marks?: DraftMark[]
  text?: string
}

export interface DraftMark {
  type: string
  attrs?: Record<string, unknown>
}

export const emptyDraft: DraftNode = { type: 'doc', content: [{ type: 'paragraph' }] }

/** A text node, or nothing for an empty string, which ProseMirror refuses. */
export function textNodes(text: string, marks: readonly DraftMark[] = []): DraftNode[] {
  if (text === '') return []
  return [marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks: [...marks] }]
}

export function paragraphNode(content: DraftNode[], number?: string): DraftNode {
  const node: DraftNode = { type: 'paragraph' }
  if (number !== undefined) node.attrs = { number }
  if (content.length > 0) node.content = content
  return node
}

/** All text under a node, blocks parted by `separator`; deeper than `depth` levels is left out. */
export function plainText(node: DraftNode, separator = ' ', depth = 64): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'mention') return `@${String(node.attrs?.['label'] ?? '')}`
  if (depth === 0 || node.content === undefined) return ''
  const isTextblock = node.content.some((child) => isInline(child))
  return node.content
    .map((child) => plainText(child, separator, depth - 1))
    .filter((text) => isTextblock || text !== '')
    .join(isTextblock ? '' : separator)
}

export function isInline(node: DraftNode): boolean {
  return node.text !== undefined || node.type === 'hardBreak' || node.type === 'mention'
}
