import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

export const localEditsKey = new PluginKey<number>('localEdits')

interface SyncMeta {
  isChangeOrigin?: boolean
}

/** A transaction that shows what came from the shared text. */
export function isFromShared(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as SyncMeta | undefined
  return meta?.isChangeOrigin === true
}

/**
 * Counts changes that this person made, and lets no others through: nothing while the view is
 * locked, and nothing that a plugin appends to a change from the shared text (a table repair, a
 * trailing paragraph), which would be written back as if the person had typed it (H5).
 */
export function localEdits(isLocked: () => boolean): Plugin<number> {
  let view: EditorView | null = null
  return new Plugin<number>({
    key: localEditsKey,
    state: {
      init: () => 0,
      apply: (transaction, count) =>
        transaction.docChanged && !isFromShared(transaction) ? count + 1 : count,
    },
    view: (current) => {
      view = current
      return {}
    },
    filterTransaction: (transaction, state) => {
      if (!transaction.docChanged || isFromShared(transaction)) return true
      // What is appended is asked about in the state that is being made, not in the view's.
      const isAppended = view !== null && state !== view.state
      return !isLocked() && !(isAppended && showsShared(state))
    },
  })
}

function showsShared(state: EditorState): boolean {
  const sync = ySyncPluginKey.getState(state) as SyncMeta | undefined
  return sync?.isChangeOrigin === true
}
