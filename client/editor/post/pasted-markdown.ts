import type { Editor } from '@tiptap/core'
import { markdownToPost } from '#shared/editor/post-markdown.ts'

const SIGNS =
  /^(?:#{1,6} |[-*+] |\d{1,9}[.)] |> |```|~~~|\|.+\|)|\*\*[^\s*]|\[[^\]\n]+\]\([^)\s]+\)|`[^`\n]+`/m

/** Whether plain text is worth reading as Markdown: a list, a quote, a table, a link, a mark. */
export function looksLikeMarkdown(text: string): boolean {
  return SIGNS.test(text)
}

/** Inserts pasted Markdown as content; false for ordinary text, which ProseMirror pastes by line. */
export function pasteMarkdown(editor: Editor, data: DataTransfer | null): boolean {
  const text = data?.getData('text/plain') ?? ''
  const isPlain = data?.getData('text/html') === '' && !editor.isActive('codeBlock')
  if (!isPlain || !looksLikeMarkdown(text)) return false
  const { content = [] } = markdownToPost(text)
  const [only, ...others] = content
  // One paragraph joins the line that it is pasted into.
  const isLine = only?.type === 'paragraph' && others.length === 0
  return editor.commands.insertContent(isLine ? (only.content ?? []) : content)
}
