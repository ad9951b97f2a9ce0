import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { type Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { readPendingInput } from '../binding/pending-input.ts'
import { type AuthorSpec, blockDecorations, deletionDecorations } from './block-decorations.ts'
import type { ShownAuthors } from './shown-authors.ts'

interface Range {
  from: number
  to: number
}

export interface AuthorshipState {
  /** null while nobody asked for it. */
  shown: ShownAuthors | null
  decorations: DecorationSet
  /** What changed since the colours were brought up to date. */
  touched: Range[]
  /** Indexes of all whose words the text holds, by agency and name: how much is nobody's concern. */
  present: number[]
}

const nothing: AuthorshipState = {
  shown: null,
  decorations: DecorationSet.empty,
  touched: [],
  present: [],
}

export const authorshipKey = new PluginKey<AuthorshipState>('authorship')

/** Milliseconds after a change until its words are coloured: typing is not to wait for that. */
const PAUSE = 120
/** Calls the task once after some milliseconds; the answer cancels it. */
type Later = (task: () => void, ms: number) => () => void

const later: Later = (task, ms) => {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}

/** Colours words by who wrote them, once `showAuthors` gave them; writes nothing. */
export const Authorship = Extension.create({
  name: 'authorship',
  addProseMirrorPlugins: () => [authorshipPlugin()],
})

/** `shown` null: no colours any more. */
export function showAuthors(view: EditorView, shown: ShownAuthors | null): void {
  readPendingInput(view)
  const whole = { from: 0, to: view.state.doc.content.size }
  const state: AuthorshipState = { ...nothing, shown, touched: [whole] }
  view.dispatch(view.state.tr.setMeta(authorshipKey, state))
}

export function authorshipPlugin(wait: Later = later): Plugin<AuthorshipState> {
  return new Plugin<AuthorshipState>({
    key: authorshipKey,
    state: {
      init: () => nothing,
      apply: (transaction, state) => {
        const set = transaction.getMeta(authorshipKey) as AuthorshipState | undefined
        if (set !== undefined) return set
        if (!transaction.docChanged || state.shown === null) return state
        return {
          ...state,
          decorations: state.decorations.map(transaction.mapping, transaction.doc),
          touched: touchedBy(transaction, state.touched),
        }
      },
    },
    props: { decorations: (state) => authorshipKey.getState(state)?.decorations },
    view: (view) => new Colouring(view, wait),
  })
}

function touchedBy({ mapping }: Transaction, before: Range[]): Range[] {
  const touched = before.map(({ from, to }) => ({
    from: mapping.map(from, -1),
    to: mapping.map(to, 1),
  }))
  for (const [index, map] of mapping.maps.entries()) {
    const rest = mapping.slice(index + 1)
    map.forEach((_from, _to, from, to) => {
      touched.push({ from: rest.map(from, -1), to: rest.map(to, 1) })
    })
  }
  return touched
}

/** Brings the colours up to date a moment after each change: only of blocks that changed. */
class Colouring {
  readonly #view: EditorView
  readonly #wait: Later
  #cancel: (() => void) | null = null

  constructor(view: EditorView, wait: Later) {
    this.#view = view
    this.#wait = wait
  }

  update(view: EditorView, before: EditorState): void {
    const { shown, touched } = authorshipKey.getState(view.state) ?? {}
    if (!shown || touched?.length === 0) return
    const isNew = shown !== authorshipKey.getState(before)?.shown
    this.#schedule(isNew ? 0 : PAUSE)
  }

  destroy(): void {
    this.#cancel?.()
  }

  #schedule(pause: number): void {
    this.#cancel ??= this.#wait(() => {
      this.#cancel = null
      // What an input method is still composing must not be drawn anew.
      if (this.#view.composing) this.#schedule(PAUSE)
      else colour(this.#view)
    }, pause)
  }
}

function colour(view: EditorView): void {
  readPendingInput(view)
  const { state } = view
  const { shown, decorations, touched = [] } = authorshipKey.getState(state) ?? {}
  if (!shown || !decorations) return
  const stale: Decoration[] = decorations.find(undefined, undefined, isBetween)
  const fresh: Decoration[] = []
  let [start, index] = [0, 0]
  // oxlint-disable-next-line no-underscore-dangle -- Yjs keeps deleted blocks in its items alone
  for (let item = shown.source.fragment._start; item !== null; item = item.right) {
    if (item.deleted) {
      fresh.push(...deletionDecorations(item, start, shown, true))
      continue
    }
    const node = state.doc.maybeChild(index++)
    // The view shows something else in its place.
    if (node === null) break
    const block = { from: start, to: start + node.nodeSize }
    if (touched.some((range) => range.from <= block.to && range.to >= block.from)) {
      stale.push(...standingIn(decorations, block))
      fresh.push(...blockDecorations(item, start, shown))
    }
    start = block.to
  }
  const coloured = decorations.remove(stale).add(state.doc, fresh)
  const present = shown.inOrder(authorsIn(coloured))
  const next: AuthorshipState = { shown, decorations: coloured, touched: [], present }
  view.dispatch(state.tr.setMeta(authorshipKey, next))
}

function isBetween(spec: AuthorSpec): boolean {
  return spec.isBetween === true
}

function authorsIn(decorations: DecorationSet): Set<number> {
  const authors = new Set<number>()
  for (const { spec } of decorations.find()) {
    const { author } = spec as AuthorSpec
    if (author !== undefined) authors.add(author)
  }
  return authors
}

function standingIn(decorations: DecorationSet, { from, to }: Range): Decoration[] {
  const found = decorations.find(from, to, (spec: AuthorSpec) => !isBetween(spec))
  // A neighbour that only touches the block stays; what a split has torn in two goes.
  return found.filter((each) => each.from === each.to || (each.from < to && each.to > from))
}
