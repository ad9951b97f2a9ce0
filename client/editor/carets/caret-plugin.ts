import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import { isFromShared } from '../binding/local-edits.ts'
import { readPendingInput } from '../binding/pending-input.ts'
import { caretElement, selectionAttributes } from './caret-element.ts'
import { announceOwnCaret } from './own-caret.ts'
import { positionOf } from './shared-positions.ts'

export interface CaretState {
  /** By client id; null where the place cannot be shown, because its text is gone or not here yet. */
  places: ReadonlyMap<number, CaretPlace | null>
  decorations: DecorationSet
}

interface CaretPlace {
  anchor: number
  head: number
}

export const caretsKey = new PluginKey<CaretState>('carets')

interface CaretOptions {
  /** Where a relative position stands; asked only for carets that moved or whose text changed. */
  locate?: typeof positionOf
  /** Calls the task before the next frame. */
  soon?: (task: () => void) => void
}

/**
 * Other people's carets and selections. y-tiptap's own plugin finds and draws all of them anew with
 * each change of the text and each move of one; here a caret that did not move is only carried along.
 */
export function caretPlugin(awareness: Awareness, options: CaretOptions = {}): Plugin<CaretState> {
  const { locate = positionOf, soon = requestAnimationFrame } = options
  const place = (state: EditorState, client: number): CaretPlace | null => {
    const cursor: unknown = awareness.getStates().get(client)?.['cursor']
    if (client === awareness.clientID || !isCursor(cursor)) return null
    const [anchor, head] = [locate(state, cursor.anchor), locate(state, cursor.head)]
    const end = state.doc.content.size
    return anchor === null || head === null || Math.max(anchor, head) > end
      ? null
      : { anchor, head }
  }
  const decorate = (client: number, at: CaretPlace): Decoration[] =>
    decorationsOf(client, at, awareness.getStates().get(client)?.['user'])

  return new Plugin<CaretState>({
    key: caretsKey,
    state: {
      init: () => ({ places: new Map(), decorations: DecorationSet.empty }),
      apply: (transaction, before, _old, now) => {
        const moved = transaction.getMeta(caretsKey) as ReadonlySet<number> | undefined
        if (!transaction.docChanged && moved === undefined) return before
        const carried = carryAlong(before, transaction)
        const stale = new Set([...carried.lost, ...(moved ?? [])])
        if (isFirstShown(transaction))
          for (const client of awareness.getStates().keys()) stale.add(client)
        if (stale.size === 0) return carried
        return placeAnew(carried, stale, now, { place, decorate })
      },
    },
    props: { decorations: (state) => caretsKey.getState(state)?.decorations },
    view: (view) => {
      const stop = followAwareness(view, awareness, soon)
      const own = announceOwnCaret(view, awareness)
      return {
        update: own.update,
        destroy: () => {
          stop()
          own.destroy()
        },
      }
    },
  })
}

/** Moves every place with the change. `lost` are those whose own text was written anew. */
function carryAlong(
  { places, decorations }: CaretState,
  transaction: Transaction,
): CaretState & { lost: number[] } {
  const lost: number[] = []
  if (!transaction.docChanged) return { places, decorations, lost }
  const { mapping } = transaction
  const isShared = isFromShared(transaction)
  const carried = new Map<number, CaretPlace | null>()
  for (const [client, at] of places) {
    // As Yjs does: a caret stays behind the letter that it stood behind.
    const anchor = at && mapping.mapResult(at.anchor, -1)
    const head = at && mapping.mapResult(at.head, -1)
    const isLost = anchor === null || head === null || anchor.deleted || head.deleted
    if (isShared && isLost) lost.push(client)
    carried.set(client, anchor && head && { anchor: anchor.pos, head: head.pos })
  }
  return { places: carried, decorations: decorations.map(mapping, transaction.doc), lost }
}

function placeAnew(
  { places, decorations }: CaretState,
  stale: ReadonlySet<number>,
  now: EditorState,
  how: {
    place: (state: EditorState, client: number) => CaretPlace | null
    decorate: (client: number, at: CaretPlace) => Decoration[]
  },
): CaretState {
  const next = new Map(places)
  const added: Decoration[] = []
  for (const client of stale) {
    const at = how.place(now, client)
    next.set(client, at)
    if (at !== null) added.push(...how.decorate(client, at))
  }
  const old = decorations.find(undefined, undefined, (spec: { client?: number }) =>
    stale.has(spec.client ?? -1),
  )
  return { places: next, decorations: decorations.remove(old).add(now.doc, added) }
}

function decorationsOf(client: number, at: CaretPlace, user: unknown): Decoration[] {
  const [from, to] = [Math.min(at.anchor, at.head), Math.max(at.anchor, at.head)]
  const caret = Decoration.widget(at.head, () => caretElement(user), {
    key: `caret ${client}`,
    side: 10,
    client,
  })
  if (from === to) return [caret]
  const selected = Decoration.inline(from, to, selectionAttributes(user), {
    inclusiveEnd: true,
    inclusiveStart: false,
    client,
  })
  return [caret, selected]
}

/** Hands over who moved, once a frame: with 200 people that is ten times a second anyway (C6 d). */
function followAwareness(
  view: EditorView,
  awareness: Awareness,
  soon: (task: () => void) => void,
): () => void {
  let moved = new Set<number>()
  const flush = () => {
    const clients = moved
    moved = new Set()
    if (view.isDestroyed) return
    readPendingInput(view)
    view.dispatch(view.state.tr.setMeta(caretsKey, clients))
  }
  const note = (change: Record<'added' | 'updated' | 'removed', number[]>) => {
    const others = [...change.added, ...change.updated, ...change.removed].filter(
      (client) => client !== awareness.clientID,
    )
    if (others.length === 0) return
    if (moved.size === 0) soon(flush)
    for (const client of others) moved.add(client)
  }
  awareness.on('change', note)
  return () => awareness.off('change', note)
}

/** The binding was made: the text is read for the first time, and carets may have been there before. */
function isFirstShown(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as { binding?: unknown } | undefined
  return meta?.binding !== undefined
}

function isCursor(value: unknown): value is { anchor: unknown; head: unknown } {
  return typeof value === 'object' && value !== null && 'anchor' in value && 'head' in value
}
