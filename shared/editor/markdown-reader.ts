import markdownIt, { type MarkdownIt, type Token } from 'markdown-it'
import { type DraftNode, paragraphNode, plainText, textNodes } from './draft-node.ts'
import { MAX_CONTAINER_DEPTH, NODE_RULES } from './draft-rules.ts'
import { readInline } from './inline-markdown-reader.ts'
import type { MarkdownFlavour } from './markdown-flavour.ts'
import { understandTags } from './markdown-tags.ts'

const plain = newParser()
const tagged = newParser()
understandTags(tagged)

function newParser(): MarkdownIt {
  const parser = markdownIt({ html: false, linkify: true, typographer: false })
  // Only addresses that say so: "agenda.int" and "3.in" are words.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  return parser
}

/** Markdown as a ProseMirror document of the flavour; needs no DOM and never throws. */
export function readMarkdown(markdown: string, flavour: MarkdownFlavour): DraftNode {
  const tokens = (flavour.tags ? tagged : plain).parse(markdown, {})
  const doc: DraftNode = { type: 'doc', content: [] }
  const open: DraftNode[] = [doc]
  for (const token of tokens) {
    const parent = open.at(-1) ?? doc
    if (token.nesting === 1) open.push(openNode(token, parent, open.length, flavour))
    else if (token.nesting === -1) closeNode(open)
    else (parent.content ??= []).push(...leafNodes(token, flavour))
  }
  return { ...doc, content: nonEmpty(doc.content ?? []) }
}

/** A parent that stands for itself again: what has no node of its own adds to its parent. */
function openNode(
  token: Token,
  parent: DraftNode,
  depth: number,
  flavour: MarkdownFlavour,
): DraftNode {
  const node = newNode(token, flavour)
  if (node === null) return parent
  // What lies too deep is opened out, and with a list go its items.
  const isTextblock = node.type === 'paragraph' || node.type === 'heading'
  const isBlock = NODE_RULES['doc']?.children.includes(node.type) === true
  const isAtHome = NODE_RULES[parent.type]?.children.includes(node.type) === true
  if (!isTextblock && (!isAtHome || (isBlock && depth > MAX_CONTAINER_DEPTH))) return parent
  ;(parent.content ??= []).push(node)
  return node
}

function newNode(token: Token, flavour: MarkdownFlavour): DraftNode | null {
  switch (token.type) {
    case 'paragraph_open':
      return { type: 'paragraph' }
    case 'heading_open': {
      const level = Math.min(Number(token.tag.slice(1)), flavour.headings)
      return level === 0
        ? { type: 'paragraph', attrs: { isHeading: true } }
        : { type: 'heading', attrs: { level } }
    }
    case 'blockquote_open':
      return { type: 'blockquote' }
    case 'bullet_list_open':
      return { type: 'bulletList' }
    case 'ordered_list_open': {
      const start = Math.min(Number(token.attrGet('start') ?? 1), 1_000_000)
      return start === 1 ? { type: 'orderedList' } : { type: 'orderedList', attrs: { start } }
    }
    case 'list_item_open':
      return { type: 'listItem' }
    case 'table_open':
      return { type: 'table' }
    case 'tr_open':
      return { type: 'tableRow' }
    case 'th_open':
    case 'td_open':
      return cellNode(token)
    default:
      return null
  }
}

function cellNode(token: Token): DraftNode {
  const type = token.type === 'th_open' ? 'tableHeader' : 'tableCell'
  const align = /text-align:(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1]
  return align === undefined ? { type } : { type, attrs: { align } }
}

function leafNodes(token: Token, flavour: MarkdownFlavour): DraftNode[] {
  if (token.type === 'inline') return readInline(token.children ?? [], flavour)
  if (token.type === 'hr') return [{ type: 'horizontalRule' }]
  if (token.type !== 'fence' && token.type !== 'code_block') return []
  const code = token.content.replace(/\n$/, '')
  if (flavour.codeBlocks) return [{ type: 'codeBlock', content: textNodes(code) }]
  const lines = code
    .split('\n')
    .flatMap((line, index) => [
      ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
      ...textNodes(line, [{ type: 'code' }]),
    ])
  return [paragraphNode(lines)]
}

/** Puts the node that ends into its final shape, as its place among its parent's children wants. */
function closeNode(open: DraftNode[]): void {
  const node = open.pop()
  const parent = open.at(-1)
  if (node === undefined || parent === undefined || node === parent) return
  const children = node.content ?? []
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      parent.content?.splice(-1, 1, ...finishedTextblock(node))
      break
    case 'tableHeader':
    case 'tableCell':
      node.content = nonEmpty(finishedTextblock(paragraphNode(children)))
      break
    case 'listItem':
    case 'blockquote':
      node.content = nonEmpty(children)
      if (node.type === 'listItem' && children[0]?.type !== 'paragraph' && children.length > 0)
        node.content = [paragraphNode([]), ...children]
      break
  }
}

function nonEmpty(blocks: DraftNode[]): DraftNode[] {
  return blocks.length > 0 ? blocks : [paragraphNode([])]
}

/** A picture is a block of its own: the words before and after it become two paragraphs. */
function finishedTextblock(node: DraftNode): DraftNode[] {
  const content = node.content ?? []
  if (node.attrs?.['isHeading'] === true) return [paragraphNode(content.map(asBold))]
  if (!content.some((child) => child.type === 'image')) return [node]
  const blocks: DraftNode[] = []
  for (const child of content) {
    const last = blocks.at(-1)
    if (child.type === 'image') blocks.push(child)
    else if (last === undefined || last.type === 'image') blocks.push({ ...node, content: [child] })
    else last.content?.push(child)
  }
  return blocks.filter((block) => block.type === 'image' || plainText(block).trim() !== '')
}

function asBold(node: DraftNode): DraftNode {
  const marks = node.marks ?? []
  if (node.text === undefined || marks.some((mark) => mark.type === 'bold')) return node
  return { ...node, marks: [...marks, { type: 'bold' }] }
}
