import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import { relativePositionToJSON } from 'yjs'

type Locate = typeof absolutePositionToRelativePosition

interface SyncState {
  type: Parameters<Locate>[1]
  binding: { mapping: Parameters<Locate>[2] } | null
}

/**
 * Says to the others where one's own caret is, while the text has the focus. Only when the letters
 * that it stands between are others: what colleagues type elsewhere is no reason, or a full room
 * would answer each key of one with a frame of each.
 */
export function announceOwnCaret(
  view: EditorView,
  awareness: Awareness,
): { update: (view: EditorView, before: EditorState) => void; destroy: () => void } {
  let announced = JSON.stringify(null)
  const say = (cursor: object | null) => {
    const words = JSON.stringify(cursor)
    if (words === announced) return
    announced = words
    awareness.setLocalStateField('cursor', cursor)
  }
  const look = () => say(view.hasFocus() ? cursorOf(view.state) : null)
  view.dom.addEventListener('focusin', look)
  view.dom.addEventListener('focusout', look)
  return {
    update: ({ state }, before) => {
      if (state.doc !== before.doc || !state.selection.eq(before.selection)) look()
    },
    destroy: () => {
      view.dom.removeEventListener('focusin', look)
      view.dom.removeEventListener('focusout', look)
      say(null)
    },
  }
}

function cursorOf(state: EditorState): { anchor: unknown; head: unknown } | null {
  const sync = ySyncPluginKey.getState(state) as SyncState | undefined
  const mapping = sync?.binding?.mapping
  if (sync === undefined || mapping === undefined) return null
  const { anchor, head } = state.selection
  const relative = (position: number): unknown =>
    relativePositionToJSON(
      absolutePositionToRelativePosition(position, sync.type, mapping) as Parameters<
        typeof relativePositionToJSON
      >[0],
    )
  return { anchor: relative(anchor), head: anchor === head ? relative(anchor) : relative(head) }
}
