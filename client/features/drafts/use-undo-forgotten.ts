import type { Editor } from '@tiptap/react'
import { forgetUndo } from '../../editor/draft/forget-undo.ts'
import { useLiveEvent } from '../../realtime/event-bus.ts'

/** When somebody restored a version of this draft, whatever was done before cannot be undone here. */
export function useUndoForgotten(draftId: string, editor: Editor): void {
  useLiveEvent(({ kind, payload }) => {
    if (kind === 'draft.versionRestored' && payload['draftId'] === draftId) forgetUndo(editor)
  })
}
