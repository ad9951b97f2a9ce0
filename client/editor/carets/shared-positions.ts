import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import * as Y from 'yjs'

type Shared = Y.XmlFragment | Y.XmlElement | Y.XmlText
type Mapping = ReadonlyMap<object, Node | Node[]>

/** Where each top-level block of a document begins. */
const startsOf = new WeakMap<Node, Map<object, number>>()

interface SyncState {
  doc: Y.Doc
  type: Y.XmlFragment
  binding: { mapping: Mapping } | null
}

/**
 * The position in the editor's document of a relative position as JSON; null where its place is gone
 * or not here yet. y-tiptap walks all blocks for each position, which 200 carets in 300 pages make
 * dear; here the blocks are walked once a document.
 */
export function positionOf(state: EditorState, relative: unknown): number | null {
  const sync = ySyncPluginKey.getState(state) as SyncState | undefined
  if (sync?.binding == null) return null
  const found = Y.createAbsolutePositionFromRelativePosition(
    Y.createRelativePositionFromJSON(relative),
    sync.doc,
  )
  if (found === null) return null
  const { mapping } = sync.binding
  const starts = blockStarts(state.doc, sync.type, mapping)
  const type = found.type as Y.AbstractType<unknown> as Shared
  const start = contentStart(type, { root: sync.type, starts, mapping })
  if (start === null) return null
  if (type instanceof Y.XmlText) return start + found.index
  const before = sizeOfAll(type.toArray().slice(0, found.index), mapping)
  return before === null ? null : start + before
}

function blockStarts(doc: Node, root: Y.XmlFragment, mapping: Mapping): Map<object, number> {
  const known = startsOf.get(doc)
  if (known !== undefined) return known
  const starts = new Map<object, number>()
  let position = 0
  for (const child of root.toArray()) {
    starts.set(child, position)
    const size = sizeOf(child, mapping)
    if (size === null) break
    position += size
  }
  startsOf.set(doc, starts)
  return starts
}

interface Place {
  root: Y.XmlFragment
  starts: Map<object, number>
  mapping: Mapping
}

/** Before the first thing inside an element or text; null where it was deleted. */
function contentStart(type: Shared, place: Place): number | null {
  if (type === place.root) return 0
  const { parent } = type
  if (parent === null) return null
  const before =
    parent === place.root
      ? (place.starts.get(type) ?? null)
      : startAmongSiblings(type, parent as Y.XmlElement, place)
  if (before === null) return null
  return type instanceof Y.XmlText ? before : before + 1
}

function startAmongSiblings(type: Shared, parent: Y.XmlElement, place: Place): number | null {
  const start = contentStart(parent, place)
  const siblings = parent.toArray()
  const index = siblings.indexOf(type as Y.XmlText)
  const earlier = index === -1 ? null : sizeOfAll(siblings.slice(0, index), place.mapping)
  return start === null || earlier === null ? null : start + earlier
}

function sizeOfAll(types: object[], mapping: Mapping): number | null {
  let size = 0
  for (const type of types) {
    const one = sizeOf(type, mapping)
    if (one === null) return null
    size += one
  }
  return size
}

function sizeOf(type: object, mapping: Mapping): number | null {
  if (type instanceof Y.XmlText) return type.length
  const node = mapping.get(type)
  return node === undefined || Array.isArray(node) ? null : node.nodeSize
}
