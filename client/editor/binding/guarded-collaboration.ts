import { Collaboration } from '@tiptap/extension-collaboration'
import type { Plugin } from '@tiptap/pm/state'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'
import { guardBinding } from './guarded-binding.ts'
import { localEdits } from './local-edits.ts'
import type { ViewLock } from './view-lock.ts'

/**
 * Co-editing bound to the lock's fragment, with undo of one's own changes, that writes only what
 * one types. `onProblems` hears of the first reading and of each that finds other than the last.
 */
export function guardedCollaboration(
  lock: ViewLock,
  onProblems: (problems: DraftProblem[]) => void,
) {
  return Collaboration.extend({
    addProseMirrorPlugins() {
      const [sync, undo] = (this.parent?.() ?? []) as [Plugin, Plugin]
      guardBinding(sync, (problems) => {
        if (lock.found(problems)) onProblems(problems)
      })
      return [localEdits(() => lock.isLocked), sync, undo]
    },
  }).configure({ fragment: lock.fragment })
}
