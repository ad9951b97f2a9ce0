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

/** Posts may also point into this installation: quotes do, and so do pictures of its files. */
export function isPostLink(href: unknown): href is string {
  return (
    isSafeLink(href) ||
    isOwnFile(href) ||
    (typeof href === 'string' && href.length <= 2048 && /^\/(?![/\\])[^\s<>"`\\]*$/.test(href))
  )
}

export const POST_MARKDOWN: MarkdownFlavour = {
  headings: 0,
  codeBlocks: true,
  images: false,
  mentions: true,
  tags: false,
  isLink: isPostLink,
}
