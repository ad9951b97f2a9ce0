import markdownIt, { type MarkdownIt, type Token } from 'markdown-it'

const ownFile = /^\/api\/files\/([0-9a-z]{8,40})(?:\/picture)?$/
const mentionLink = /^(person|agency):([0-9a-z]{8,40})$/
const postLink = /^#([1-9]\d{0,8})$/

/** What a link's address may be: web, mail, within this installation, a post here, a mention. */
function isLink(href: string): boolean {
  return (
    /^(https?:\/\/|mailto:)/i.test(href) ||
    /^\/(?![/\\])/.test(href) ||
    postLink.test(href) ||
    mentionLink.test(href)
  )
}

function newParser(): MarkdownIt {
  const parser = markdownIt({ html: false, linkify: true, typographer: false })
  // Only addresses that say so: "agenda.int" and "3.in" are words.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  parser.validateLink = isLink
  return parser
}

export const postParser = newParser()

/** The id of this installation's file that a picture's address names; null for any other address. */
export function fileIdOf(src: string): string | null {
  return ownFile.exec(src)?.[1] ?? null
}

/** `person:<id>` or `agency:<id>`, as mentions are keyed; null for any other link. */
export function mentionOf(token: Token): string | null {
  const href = token.type === 'link_open' ? String(token.attrGet('href')) : ''
  return mentionLink.test(href) ? href : null
}

/** The number of the post in this topic that a link points to; null for any other link. */
export function postNumberOf(token: Token): number | null {
  const href = token.type === 'link_open' ? String(token.attrGet('href')) : ''
  const found = postLink.exec(href)?.[1]
  return found === undefined ? null : Number(found)
}
