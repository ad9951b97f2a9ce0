import type { Token } from 'markdown-it'
import { postNumberOf } from './post-parser.ts'

const longest = 200

/** The first words of a post for lists, without what it quotes; of the quote where that is all. */
export function excerptOf(tokens: Token[]): string {
  return shortened(wordsOf(tokens, false) || wordsOf(tokens, true))
}

function wordsOf(tokens: Token[], withQuotes: boolean): string {
  const words: string[] = []
  let quotesOpen = 0
  let length = 0
  for (const token of tokens) {
    if (token.type === 'blockquote_open') quotesOpen++
    if (token.type === 'blockquote_close') quotesOpen--
    if ((quotesOpen > 0 && !withQuotes) || isAttribution(token)) continue
    const text = token.type === 'inline' ? inlineText(token.children ?? []) : codeText(token)
    if (text === '') continue
    words.push(text)
    length += text.length
    if (length > longest) break
  }
  return words.join(' ').replaceAll(/\s+/g, ' ').trim()
}

function codeText(token: Token): string {
  return token.type === 'fence' || token.type === 'code_block' ? token.content : ''
}

function inlineText(children: Token[]): string {
  return children
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
      return token.nesting === 0 ? token.content : ''
    })
    .join('')
}

/** The line that says whom the quote below it quotes: a link to a post, and nothing after it. */
function isAttribution(token: Token): boolean {
  const [first, ...rest] = token.type === 'inline' ? (token.children ?? []) : []
  if (!first || postNumberOf(first) === null) return false
  const end = rest.findIndex((child) => child.type === 'link_close')
  return rest.slice(end + 1).every((child) => /^[\s:]*$/.test(child.content))
}

function shortened(text: string): string {
  if (text.length <= longest) return text
  const cut = text.slice(0, longest)
  const space = cut.lastIndexOf(' ')
  return `${(space > longest / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`
}
