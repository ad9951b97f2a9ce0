import type { EditorState } from '@tiptap/pm/state'
import type { AuthorSpec } from './block-decorations.ts'
import { authorshipKey } from './authorship-plugin.ts'

export interface AuthorsHere {
  /** All whose words the text holds, as AuthorshipState has them. */
  present: number[]
  /** Of the character before the caret. */
  author: number | null
  /** A sign that stands at the caret. */
  deletion: number | null
}

/** Who is named in the text, and at the caret. */
export function authorsHere(state: EditorState): AuthorsHere {
  const { present = [], decorations } = authorshipKey.getState(state) ?? {}
  if (!decorations) return { present, author: null, deletion: null }
  const { head } = state.selection
  const near = decorations.find(Math.max(0, head - 1), head)
  const before = near.find(
    ({ from, to, spec }) => from < head && to >= head && (spec as AuthorSpec).author !== undefined,
  )
  const sign = near.find(
    ({ from, spec }) => from === head && (spec as AuthorSpec).deletion !== undefined,
  )
  return {
    present,
    author: (before?.spec as AuthorSpec | undefined)?.author ?? null,
    deletion: (sign?.spec as AuthorSpec | undefined)?.deletion ?? null,
  }
}
