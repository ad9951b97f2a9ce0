import type { Token } from 'markdown-it'
import { type DraftMark, type DraftNode, textNodes } from './draft-node.ts'
import { isOwnFile } from './draft-rules.ts'
import type { MarkdownFlavour } from './markdown-flavour.ts'
import { readMention } from './mention-link.ts'

const MARK_TOKENS: Readonly<Record<string, string>> = {
  strong: 'bold',
  em: 'italic',
  s: 'strike',
  u: 'underline',
}

/** Inline tokens as text nodes, breaks, mentions and, for drafts, pictures to be lifted out. */
export function readInline(tokens: readonly Token[], flavour: MarkdownFlavour): DraftNode[] {
  const nodes: DraftNode[] = []
  const open: { name: string; mark: DraftMark | null }[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    if (token.type === 'link_open' && flavour.mentions) {
      const mention = mentionAt(tokens, index)
      if (mention !== null) {
        nodes.push(mention.node)
        index = mention.end
        continue
      }
    }
    const name = token.type.replace(/_(?:open|close)$/, '')
    if (token.nesting === 1) open.push({ name, mark: openedMark(name, token, flavour) })
    else if (token.nesting === -1) {
      // By name, not from the top: a `<u>` may overlap with emphasis.
      const opener = open.findLastIndex((entry) => entry.name === name)
      if (opener !== -1) open.splice(opener, 1)
    } else {
      const marks = open.flatMap((entry) => (entry.mark === null ? [] : [entry.mark]))
      nodes.push(...readLeaf(token, marks, flavour))
    }
  }
  return joinTexts(nodes)
}

function openedMark(name: string, token: Token, flavour: MarkdownFlavour): DraftMark | null {
  if (name === 'link') {
    const href = String(token.attrGet('href') ?? '')
    return flavour.isLink(href) ? { type: 'link', attrs: { href } } : null
  }
  const type = MARK_TOKENS[name]
  return type === undefined ? null : { type }
}

function readLeaf(token: Token, marks: DraftMark[], flavour: MarkdownFlavour): DraftNode[] {
  switch (token.type) {
    case 'text':
    case 'text_special':
      return textNodes(token.content, unique(marks))
    case 'code_inline':
      return textNodes(token.content, unique([...marks, { type: 'code' }]))
    case 'softbreak':
      return textNodes(' ', unique(marks))
    case 'hardbreak':
      return [{ type: 'hardBreak' }]
    case 'image':
      return readImage(token, marks, flavour)
    default:
      return textNodes(token.content, unique(marks))
  }
}

/** A mark nested in itself is one mark. */
function unique(marks: DraftMark[]): DraftMark[] {
  return marks.filter(
    (mark, index) => marks.findIndex((other) => other.type === mark.type) === index,
  )
}

function readImage(token: Token, marks: DraftMark[], flavour: MarkdownFlavour): DraftNode[] {
  const src = String(token.attrGet('src') ?? '')
  const alt = token.content
  if (flavour.images && isOwnFile(src))
    return [{ type: 'image', attrs: alt === '' ? { src } : { src, alt: alt.slice(0, 1000) } }]
  const words = alt === '' ? src : alt
  if (!flavour.isLink(src)) return textNodes(words, unique(marks))
  return textNodes(words, unique([{ type: 'link', attrs: { href: src } }, ...marks]))
}

function mentionAt(
  tokens: readonly Token[],
  start: number,
): { node: DraftNode; end: number } | null {
  const end = tokens.findIndex((token, index) => index > start && token.type === 'link_close')
  const label = tokens
    .slice(start + 1, end)
    .map((token) => token.content)
    .join('')
  const node = readMention(String(tokens[start]?.attrGet('href') ?? ''), label)
  return node === null || end === -1 ? null : { node, end }
}

function joinTexts(nodes: DraftNode[]): DraftNode[] {
  const joined: DraftNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    const isSame = JSON.stringify(last?.marks ?? []) === JSON.stringify(node.marks ?? [])
    if (last?.text !== undefined && node.text !== undefined && isSame)
      joined[joined.length - 1] = { ...last, text: last.text + node.text }
    else joined.push(node)
  }
  return joined
}
