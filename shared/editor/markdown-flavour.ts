import { isOwnFile, isSafeLink } from './draft-rules.ts'

/** What Markdown may become: drafts and posts are read and written by the same code. */
export interface MarkdownFlavour {
  /** Highest level; deeper headings are read as this one. 0: headings become bold paragraphs. */
  headings: number
  /** Fenced code as a node; where false it becomes a paragraph of code. */
  codeBlocks: boolean
  images: boolean
  mentions: boolean
  /** `<u>` and `<br>`, the only two tags that are understood; all others stay words. */
  tags: boolean
  isLink: (href: string) => boolean
}

export const DRAFT_MARKDOWN: MarkdownFlavour = {
  headings: 3,
  codeBlocks: false,
  images: true,
  mentions: false,
  tags: true,
  isLink: isSafeLink,
}

const INSIDE = /^\/(?![/\\])[^\s<>"`\\]*$/
const POST_OF_TOPIC = /^#[1-9]\d{0,8}$/

/** Posts may also point into this installation: to its files, and quotes to a post of the topic. */
export function isPostLink(href: unknown): href is string {
  if (isSafeLink(href) || isOwnFile(href)) return true
  if (typeof href !== 'string' || href.length > 2048) return false
  return INSIDE.test(href) || POST_OF_TOPIC.test(href)
}

export const POST_MARKDOWN: MarkdownFlavour = {
  headings: 0,
  codeBlocks: true,
  images: false,
  mentions: true,
  tags: false,
  isLink: isPostLink,
}
