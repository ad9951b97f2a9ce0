import type { DraftNode } from './draft-node.ts'
import { DRAFT_MARKDOWN } from './markdown-flavour.ts'
import { readMarkdown } from './markdown-reader.ts'

/**
 * Markdown as a draft: paragraphs, headings to level 3, lists, tables, quotes, links, pictures of
 * own files. The result is sound by `validateDraft`; tags, scripts and foreign pictures are words.
 */
export function markdownToDraft(markdown: string): DraftNode {
  return readMarkdown(markdown, DRAFT_MARKDOWN)
}
