import Collaboration from '@tiptap/extension-collaboration'
import type { Plugin } from '@tiptap/pm/state'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'
import type { XmlFragment } from 'yjs'
import { guardBinding } from './guarded-binding.ts'
import { localEdits } from './local-edits.ts'

/** What the view can and may do, kept outside React because ProseMirror asks at any moment. */
export interface ViewLock {
  /** Parts that this editor does not know; while there are any, nothing is written. */
  problems: DraftProblem[]
  /** Whether this person may write at all. */
  mayWrite: boolean
}

/** Co-editing bound to `fragment`, with undo of one's own changes, that writes only what one types. */
export function guardedCollaboration(
  fragment: XmlFragment,
  lock: ViewLock,
  onProblems: (problems: DraftProblem[]) => void,
) {
  return Collaboration.extend({
    addProseMirrorPlugins() {
      const [sync, undo] = (this.parent?.() ?? []) as [Plugin, Plugin]
      guardBinding(sync, (problems) => {
        const isChanged = problems.length !== lock.problems.length
        lock.problems = problems
        if (isChanged) onProblems(problems)
      })
      return [localEdits(() => !lock.mayWrite || lock.problems.length > 0), sync, undo]
    },
  }).configure({ fragment })
}
