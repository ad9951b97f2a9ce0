import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Calls back before a change from outside is taken in; answers how to stop that. */
export type BeforeIncoming = (listener: () => void) => () => void

/** Reads what is pending before each change that comes from outside. */
export function pendingInput(beforeIncoming: BeforeIncoming) {
  return Extension.create({
    name: 'pendingInput',
    addProseMirrorPlugins() {
      return [
        new Plugin({
          view: (view) => ({ destroy: beforeIncoming(() => readPendingInput(view)) }),
        }),
      ]
    },
  })
}

/**
 * Reads what this person has just done (a click, a letter), to be called before anything that they
 * did not do is drawn. The browser tells of a moved caret in a later turn, and what is drawn in
 * between puts it back where it was: of clicks beside somebody who types fast, one in six was lost.
 */
export function readPendingInput(view: EditorView): void {
  // There is no public way to it. While an input method composes, ProseMirror reads by itself.
  const { domObserver } = view as unknown as { domObserver: { flush(): void } }
  if (!view.isDestroyed && !view.composing && view.hasFocus()) domObserver.flush()
}
