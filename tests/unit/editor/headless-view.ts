import { getSchema } from '@tiptap/core'
import { EditorState, type Plugin, type PluginView, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPlugin, yUndoPlugin } from '@tiptap/y-tiptap'
import { tableEditing } from '@tiptap/pm/tables'
import type { XmlFragment } from 'yjs'
import { guardBinding } from '../../../client/editor/binding/guarded-binding.ts'
import { localEdits } from '../../../client/editor/binding/local-edits.ts'
import { UnsupportedBlock } from '../../../client/editor/binding/unsupported-block.ts'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'
import { draftExtensions } from '#shared/editor/draft-schema.ts'

export const editorSchema = getSchema([...draftExtensions, UnsupportedBlock])

/** The editor's state and plugins, wired to a shared text as in the browser, without a DOM. */
export class HeadlessView {
  state: EditorState
  problems: DraftProblem[] = []
  mayWrite = true
  isFocused = false
  readonly dom = new EventTarget()
  readonly #views: PluginView[]

  constructor(fragment: XmlFragment, extra: Plugin[] = []) {
    const sync = ySyncPlugin(fragment) as Plugin
    guardBinding(sync, (problems) => {
      this.problems = problems
    })
    const lock = localEdits(() => !this.mayWrite || this.problems.length > 0)
    const plugins = [lock, sync, yUndoPlugin() as Plugin, tableEditing(), ...extra]
    this.state = EditorState.create({ schema: editorSchema, plugins })
    this.#views = []
    for (const plugin of plugins) {
      const view =
        plugin === plugins[3] ? undefined : plugin.spec.view?.(this as unknown as EditorView)
      if (view !== undefined) this.#views.push(view)
    }
  }

  dispatch(transaction: Transaction): void {
    const before = this.state
    this.state = before.apply(transaction)
    for (const view of this.#views) view.update?.(this as unknown as EditorView, before)
  }

  hasFocus(): boolean {
    return this.isFocused
  }

  type(words: string, position: number): void {
    this.dispatch(this.state.tr.insertText(words, position))
  }
}
