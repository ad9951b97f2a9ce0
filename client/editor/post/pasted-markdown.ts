import { type Schema, Slice } from '@tiptap/pm/model'
import { markdownToPost } from '#shared/editor/post-markdown.ts'

const SIGNS =
  /^(?:#{1,6} |[-*+] |\d{1,9}[.)] |> |```|~~~|\|.+\|)|\*\*[^\s*]|\[[^\]\n]+\]\([^)\s]+\)|`[^`\n]+`/m

/** Whether plain text is worth reading as Markdown: a list, a quote, a table, a link, a mark. */
export function looksLikeMarkdown(text: string): boolean {
  return SIGNS.test(text)
}

/** Pasted Markdown as content; null for ordinary text, which is pasted line by line. */
export function markdownSlice(text: string, schema: Schema): Slice | null {
  if (!looksLikeMarkdown(text)) return null
  const { content } = schema.nodeFromJSON(markdownToPost(text))
  // Open at both ends, so that one line joins the line that it is pasted into.
  const depth = (node: typeof content.firstChild) => (node?.isTextblock === true ? 1 : 0)
  return new Slice(content, depth(content.firstChild), depth(content.lastChild))
}
