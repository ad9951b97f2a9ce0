import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** What a change replaced: from `from` to `to` in the document before it, to `end` in that after. */
export interface Replacement {
  from: number
  to: number
  end: number
}

/** Another object after each change that this person made. */
export interface LocalEdits {
  /** null before the first. */
  last: Replacement | null
}

export const localEditsKey = new PluginKey<LocalEdits>('localEdits')

interface SyncMeta {
  isChangeOrigin?: boolean
}

/** A transaction that shows what came from the shared text. */
export function isFromShared(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as SyncMeta | undefined
  return meta?.isChangeOrigin === true
}

/**
 * Notes changes that this person made, and lets no others through: nothing while the view is
 * locked, and nothing that a plugin appends to a change from the shared text (a table repair, a
 * trailing paragraph), which would be written back as if the person had typed it (H5).
 */
export function localEdits(isLocked: () => boolean): Plugin<LocalEdits> {
  let view: EditorView | null = null
  return new Plugin<LocalEdits>({
    key: localEditsKey,
    state: {
      init: () => ({ last: null }),
      apply: (transaction, edits) =>
        transaction.docChanged && !isFromShared(transaction)
          ? { last: replacedBy(transaction) }
          : edits,
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

function replacedBy({ mapping }: Transaction): Replacement {
  let [from, to] = [Infinity, 0]
  for (const [index, map] of mapping.maps.entries()) {
    const earlier = mapping.maps.slice(0, index).map((each) => each.invert())
    const back = (position: number, side: number) =>
      earlier.reduceRight((at, inverse) => inverse.map(at, side), position)
    map.forEach((start, end) => {
      from = Math.min(from, back(start, -1))
      to = Math.max(to, back(end, 1))
    })
  }
  return { from, to, end: mapping.map(to, 1) }
}

function showsShared(state: EditorState): boolean {
  const sync = ySyncPluginKey.getState(state) as SyncMeta | undefined
  return sync?.isChangeOrigin === true
}
