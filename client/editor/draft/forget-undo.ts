import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'

/**
 * Nothing before this moment can be undone or redone here: after a version was restored, undoing an
 * earlier change would put pieces of the old text into the new one (DESIGN 3.9).
 */
export function forgetUndo(editor: Editor): void {
  if (editor.isDestroyed) return
  const state = yUndoPluginKey.getState(editor.state) as { undoManager: UndoManager } | undefined
  if (state === undefined) return
  state.undoManager.clear()
  // The toolbar looks at the stacks after each transaction.
  editor.view.dispatch(editor.state.tr.setMeta('addToHistory', false))
}
