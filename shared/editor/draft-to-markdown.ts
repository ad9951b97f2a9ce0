import type { DraftNode } from './draft-node.ts'
import { DRAFT_MARKDOWN } from './markdown-flavour.ts'
import { writeMarkdown } from './markdown-writer.ts'

/**
 * A draft as Markdown. A paragraph's number stands before its words; underlining and breaks in
 * table cells are written as `<u>` and `<br>`. `markdownToDraft` reads the rest back alike.
 */
export function draftToMarkdown(doc: DraftNode): string {
  return writeMarkdown(doc, DRAFT_MARKDOWN)
}
