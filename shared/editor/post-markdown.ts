import type { DraftNode } from './draft-node.ts'
import { POST_MARKDOWN } from './markdown-flavour.ts'
import { readMarkdown } from './markdown-reader.ts'
import { writeMarkdown } from './markdown-writer.ts'

/** A post's Markdown as the composer's document; `[@Name](person:ID)` becomes a mention. */
export function markdownToPost(markdown: string): DraftNode {
  return readMarkdown(markdown, POST_MARKDOWN)
}

/** What the composer holds, as the Markdown that is stored. */
export function postToMarkdown(doc: DraftNode): string {
  return writeMarkdown(doc, POST_MARKDOWN)
}
