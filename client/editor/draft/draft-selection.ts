import type { Editor } from '@tiptap/core'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import { relativePositionToJSON } from 'yjs'

/** Words that somebody wants to discuss, and how to find them again while the text changes. */
export interface DraftSelection {
  /** At most 2,000 characters. */
  quote: string
  /** Up to 100 characters around it, for when the positions are gone. */
  prefix: string
  suffix: string
  /** Yjs relative positions as JSON text. */
  from: string | null
  to: string | null
}

const CONTEXT = 100
const LONGEST = 2000

/** null when nothing but blanks is selected. */
export function selectedWords(editor: Editor): DraftSelection | null {
  const { doc, selection } = editor.state
  const { from, to } = selection
  const quote = doc.textBetween(from, to, '\n', ' ').trim()
  if (quote === '') return null
  return {
    quote: quote.slice(0, LONGEST),
    prefix: doc.textBetween(Math.max(0, from - CONTEXT), from, '\n', ' '),
    suffix: doc.textBetween(to, Math.min(doc.content.size, to + CONTEXT), '\n', ' '),
    from: relative(editor, from),
    to: relative(editor, to),
  }
}

interface SyncState {
  type: Parameters<typeof absolutePositionToRelativePosition>[1]
  binding: { mapping: Parameters<typeof absolutePositionToRelativePosition>[2] } | null
}

function relative(editor: Editor, position: number): string | null {
  const sync = ySyncPluginKey.getState(editor.state) as SyncState | undefined
  if (sync?.binding == null) return null
  const found: unknown = absolutePositionToRelativePosition(
    position,
    sync.type,
    sync.binding.mapping,
  )
  return JSON.stringify(
    relativePositionToJSON(found as Parameters<typeof relativePositionToJSON>[0]),
  )
}
