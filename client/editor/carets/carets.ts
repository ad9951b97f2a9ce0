import { Extension } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import { caretPlugin } from './caret-plugin.ts'

/** Other people's carets in the text, and one's own for them. */
export function carets(awareness: Awareness): Extension {
  return Extension.create({
    name: 'carets',
    priority: 999,
    addProseMirrorPlugins: () => [caretPlugin(awareness)],
  })
}
