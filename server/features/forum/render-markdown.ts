import type { Token } from 'markdown-it'
import type { RenderedPost, RenderInput } from './rendered-post.ts'
import { excerptOf } from './post-excerpt.ts'
import { fileIdOf, mentionOf, postNumberOf, postParser } from './post-parser.ts'
import { sanitisePost } from './sanitise-post.ts'

const linkRel = 'nofollow noopener noreferrer'

/** What is found on the way through a post's tokens. */
interface Found {
  labels: ReadonlyMap<string, string>
  mentioned: Set<string>
  quotedNumbers: Set<number>
}

/** See `renderPost`. */
export function renderMarkdown(markdown: string, { mentions }: RenderInput): RenderedPost {
  const found: Found = { labels: mentions, mentioned: new Set(), quotedNumbers: new Set() }
  const tokens = postParser.parse(markdown, {})
  for (const token of tokens) shapeBlock(token, found)
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') boldenHeading(token, tokens[at + 1], tokens[at + 2])
  }
  const named = [...found.mentioned].map((key) => key.split(':') as [string, string])
  const ofKind = (kind: string) => named.flatMap(([k, id]) => (k === kind ? [id] : []))
  return {
    html: sanitisePost(postParser.renderer.render(tokens, postParser.options, {})),
    excerpt: excerptOf(tokens),
    mentions: { personIds: ofKind('person'), agencyIds: ofKind('agency') },
    quotedNumbers: [...found.quotedNumbers],
  }
}

/** Each block finds its own direction: a post may hold Arabic and English paragraphs. */
function shapeBlock(token: Token, found: Found): void {
  if (/^(paragraph|list_item|td|th)_open$/.test(token.type)) token.attrSet('dir', 'auto')
  if (/^(td|th)_open$/.test(token.type)) {
    const align = /text-align:(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1]
    if (align !== undefined) token.attrSet('align', align)
  }
  if (token.type === 'inline' && token.children) token.children = shapeInline(token.children, found)
}

/** A page has its own outline: headings of a post would break it, so they become bold words. */
function boldenHeading(open: Token, inline: Token | undefined, close: Token | undefined): void {
  open.tag = 'p'
  open.attrSet('dir', 'auto')
  if (close) close.tag = 'p'
  if (!inline?.children) return
  const [start, end] = [copyOf(open), copyOf(open)]
  Object.assign(start, { type: 'strong_open', tag: 'strong', nesting: 1, attrs: null })
  Object.assign(end, { type: 'strong_close', tag: 'strong', nesting: -1, attrs: null })
  inline.children = [start, ...inline.children, end]
}

function copyOf(token: Token): Token {
  return Object.assign(Object.create(Object.getPrototypeOf(token) as object) as Token, token, {
    block: false,
  })
}

function shapeInline(children: Token[], found: Found): Token[] {
  const shaped: Token[] = []
  for (let at = 0; at < children.length; at++) {
    const token = children[at] as Token
    const mention = mentionOf(token)
    if (mention !== null) {
      const end = closingOf(children, at)
      shaped.push(...shapeMention(children.slice(at, end + 1), mention, found))
      at = end
    } else if (token.type === 'link_open') shaped.push(shapeLink(token, found))
    else if (token.type === 'image') shaped.push(shapePicture(token))
    else shaped.push(token)
  }
  return shaped
}

function closingOf(children: Token[], open: number): number {
  const close = children.findIndex((token, at) => at > open && token.type === 'link_close')
  return close === -1 ? children.length - 1 : close
}

/** The name is the server's own: a link's words could claim to name someone else. */
function shapeMention(tokens: Token[], mention: string, found: Found): Token[] {
  const [open, ...rest] = tokens as [Token, ...Token[]]
  const close = rest.pop()
  const label = found.labels.get(mention)
  if (label === undefined || !close) return shapeInline(rest, found)
  found.mentioned.add(mention)
  const [kind, id] = mention.split(':') as [string, string]
  open.attrs = [
    ['class', 'mention'],
    ['data-mention', kind],
    ['data-id', id],
  ]
  Object.assign(open, { type: 'mention_open', tag: 'span' })
  Object.assign(close, { type: 'mention_close', tag: 'span' })
  const words = textToken(open, `@${label}`)
  return [open, words, close]
}

function textToken(like: Token, content: string): Token {
  return Object.assign(copyOf(like), { type: 'text', tag: '', nesting: 0, attrs: null, content })
}

function shapeLink(token: Token, found: Found): Token {
  const number = postNumberOf(token)
  const href = String(token.attrGet('href'))
  token.attrs = [['href', href]]
  if (number === null) token.attrSet('rel', linkRel)
  else {
    token.attrSet('data-post', String(number))
    found.quotedNumbers.add(number)
  }
  return token
}

/** A picture from elsewhere would tell its host who reads: its words stay, it does not. */
function shapePicture(token: Token): Token {
  const fileId = fileIdOf(String(token.attrGet('src')))
  if (fileId === null) return textToken(token, token.content)
  token.attrs = [
    ['src', `/api/files/${fileId}/picture`],
    ['alt', ''],
    ['loading', 'lazy'],
  ]
  return token
}
