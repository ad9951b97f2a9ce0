/* oxlint-disable no-underscore-dangle -- the methods of y-tiptap’s binding that read and write */
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { type EditorState, type Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  getRelativeSelection,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'
import { localEditsKey } from './local-edits.ts'
import { WrittenMapping } from './written-mapping.ts'
import { recoverPosition } from './recover-position.ts'
import { forgetChanged, writeTexts } from './neighbouring-texts.ts'
import { type SharedMapping, SharedReader } from './shared-reader.ts'

/**
 * Makes y-tiptap's sync plugin safe (DESIGN 3.8, H5): reading is done by SharedReader, which never
 * writes, and writing happens only when this person changed something. To be called before the
 * plugin's state is made. `onRead` hears what each reading found.
 */
export function guardBinding(plugin: Plugin, onRead: (problems: DraftProblem[]) => void): void {
  const binding = bindingOf(plugin)
  const mapping = binding.mapping as unknown as SharedMapping
  let reader: SharedReader | null = null
  const read = (view: EditorView): Node[] => {
    reader ??= new SharedReader(view.state.schema, mapping)
    const nodes = reader.read(binding.type)
    onRead(reader.problems)
    return nodes
  }

  binding._forceRerender = () => {
    mapping.clear()
    showChange(binding, read, { binding })
  }
  binding._observeFunction = (_events: unknown, transaction: Y.Transaction) => {
    if (binding.prosemirrorView === null) return
    // Inside the binding's own writing the mapping is already right; the mutex keeps us out.
    binding.mux(() => forgetDeleted(transaction, mapping))
    const isUndoRedoOperation = transaction.origin instanceof Y.UndoManager
    showChange(binding, read, { isUndoRedoOperation }, transaction)
  }
  const write = binding._prosemirrorChanged.bind(binding)
  const written = new WrittenMapping(mapping)
  binding._prosemirrorChanged = (doc) => {
    const view = binding.prosemirrorView as EditorView | null
    const last = (view && localEditsKey.getState(view.state)?.last) ?? null
    binding.doc.transact(() => {
      writeTexts({ shared: binding.type, node: doc, start: 0 }, last, mapping)
      write(doc)
      written.note(binding.type, doc)
      // For undo: what y-tiptap took is by the sizes of before.
      if (view) binding.beforeTransactionSelection = getRelativeSelection(binding, view.state)
    }, ySyncPluginKey)
  }
  writeOnlyLocalEdits(plugin)
}

/** The binding lives in the plugin's closure; its first state is the one way to it. */
function bindingOf(plugin: Plugin): ProsemirrorBinding {
  const init = plugin.spec.state?.init as ((config: object, state: object) => object) | undefined
  const state = init?.call(plugin, {}, {}) as { binding?: ProsemirrorBinding } | undefined
  if (state?.binding === undefined) throw new Error('y-tiptap’s sync plugin has no binding')
  return state.binding
}

function forgetDeleted(transaction: Y.Transaction, mapping: SharedMapping): void {
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentType)
      mapping.delete(struct.content.type as Y.AbstractType<unknown>)
  })
  forgetChanged(transaction, mapping)
}

function showChange(
  binding: ProsemirrorBinding,
  read: (view: EditorView) => Node[],
  meta: { binding?: ProsemirrorBinding; isUndoRedoOperation?: boolean },
  cause?: Y.Transaction,
): void {
  binding.mux(() => {
    const view = binding.prosemirrorView as EditorView
    const transaction = replaceDifference(view.state, read(view))
    if (cause !== undefined)
      restoreSelection(transaction, binding, meta.isUndoRedoOperation === true)
    transaction.setMeta('addToHistory', false)
    transaction.setMeta(ySyncPluginKey, { isChangeOrigin: true, ...meta })
    // Others' changes never move the page; one's own undo may be out of sight.
    if (meta.isUndoRedoOperation === true) transaction.scrollIntoView()
    view.dispatch(transaction)
  })
}

/** Replaces only the blocks that differ, so that positions elsewhere stay what they are. */
function replaceDifference(state: EditorState, nodes: Node[]): Transaction {
  const old = state.doc
  let start = 0
  while (start < nodes.length && start < old.childCount && old.child(start) === nodes[start])
    start += 1
  let end = 0
  const room = Math.min(nodes.length, old.childCount) - start
  while (end < room && old.child(old.childCount - 1 - end) === nodes[nodes.length - 1 - end])
    end += 1
  const sizeOf = (from: number, to: number) => {
    let size = 0
    for (let index = from; index < to; index++) size += old.child(index).nodeSize
    return size
  }
  const from = sizeOf(0, start)
  const to = old.content.size - sizeOf(old.childCount - end, old.childCount)
  const middle = Fragment.from(nodes.slice(start, nodes.length - end))
  return state.tr.replace(from, to, new Slice(middle, 0, 0))
}

/** Back to the same letters, by Yjs's relative positions; where they are gone, to where they were. */
function restoreSelection(
  transaction: Transaction,
  binding: ProsemirrorBinding,
  isUndo: boolean,
): void {
  const before = binding.beforeTransactionSelection
  if (before?.type !== 'text') return
  const absolute = (position: unknown) =>
    position === null
      ? null
      : relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping)
  // An undo brings the selection of its time, which belongs to no document that is here.
  const recover = (was: number | undefined, position: number | null) =>
    isUndo || was === undefined ? position : recoverPosition(transaction, was, position)
  const anchor = recover(before.absAnchor, absolute(before.anchor))
  const head = recover(before.absHead, absolute(before.head))
  if (anchor === null && head === null) return
  const size = transaction.doc.content.size
  const within = (position: number | null) => Math.min(position ?? anchor ?? head ?? 0, size)
  transaction.setSelection(
    TextSelection.between(
      transaction.doc.resolve(within(anchor)),
      transaction.doc.resolve(within(head)),
    ),
  )
}

/** The plugin writes after every transaction, a moved caret included; here only after an edit. */
function writeOnlyLocalEdits(plugin: Plugin): void {
  const makeView = plugin.spec.view
  if (makeView === undefined) return
  plugin.spec.view = (view) => {
    const inner = makeView.call(plugin, view)
    return {
      ...inner,
      update: (current, previous) => {
        const isEdited = localEditsKey.getState(current.state) !== localEditsKey.getState(previous)
        if (isEdited) inner.update?.(current, previous)
      },
    }
  }
}
