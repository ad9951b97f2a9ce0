/* oxlint-disable no-underscore-dangle -- Yjs keeps what stands where in its items alone */
import * as Y from 'yjs'
import { DeletionIndex } from './admission/deletion-index.ts'
import type { Deletion, OrphanText, StructId } from './ports.ts'

/** Of the words before an orphan, for finding its place again. */
const MAX_NEAR = 80

type Shared = Y.AbstractType<unknown>

/**
 * Text that nobody deleted and that is gone all the same, because it stands in an element that
 * somebody else deleted meanwhile: a paragraph made a heading, a list that was wrapped (H6). One
 * for each such element and client, in the order of the document.
 *
 * `document` must not have been garbage-collected; `implied` holds what Yjs deleted by itself.
 */
export function findOrphans(
  document: Y.Doc,
  parts: readonly Uint8Array[],
  implied: DeletionIndex,
): OrphanText[] {
  const elements = new Set<Y.Item>()
  for (const { client, clock, len } of implied) {
    for (const struct of document.store.clients.get(client) ?? []) {
      if (struct.id.clock >= clock + len || struct.id.clock + struct.length <= clock) continue
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) {
        const element = outermostDeleted(struct)
        if (element) elements.add(element)
      }
    }
  }
  const placed = [...elements].flatMap((element) => orphansIn(element, implied))
  return [...placed, ...withoutPlace(document, parts, implied)]
}

/**
 * Text whose paragraph was deleted so long ago that an earlier compaction has dropped it: Yjs drops
 * the text too, whatever its document keeps. Only the update in which it came still has the words.
 */
function withoutPlace(
  document: Y.Doc,
  parts: readonly Uint8Array[],
  implied: DeletionIndex,
): OrphanText[] {
  const lost = new DeletionIndex()
  for (const range of implied) lost.addAll(droppedIn(document, range))
  if (lost.isEmpty) return []
  const byClient = new Map<number, Piece>()
  for (const part of parts) {
    for (const struct of Y.decodeUpdate(part).structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
      const { client, clock } = struct.id
      for (const { from, to } of impliedParts(lost, struct)) {
        let piece = byClient.get(client)
        if (!piece)
          byClient.set(client, (piece = { client, clock: clock + from, text: '', near: '' }))
        piece.text += struct.content.str.slice(from, to)
      }
    }
  }
  return [...byClient.values()]
    .filter(({ text }) => text.trim() !== '')
    .map((piece) => ({ ...piece, left: null, right: null }))
}

/** The parts of a range of which the document has no more than that they were there. */
function droppedIn(document: Y.Doc, { client, clock, len }: Deletion): Deletion[] {
  return (document.store.clients.get(client) ?? []).flatMap((struct) => {
    const from = Math.max(clock, struct.id.clock)
    const to = Math.min(clock + len, struct.id.clock + struct.length)
    return struct instanceof Y.GC && to > from ? [{ client, clock: from, len: to - from }] : []
  })
}

/** The deleted element nearest to the root that the item stands in. */
function outermostDeleted(item: Y.Item): Y.Item | null {
  let found: Y.Item | null = null
  for (let up = parentOf(item); up; up = parentOf(up)) if (up.deleted) found = up
  return found
}

function parentOf(item: Y.Item): Y.Item | null {
  return item.parent instanceof Y.AbstractType ? item.parent._item : null
}

interface Piece extends StructId {
  text: string
  near: string
}

function orphansIn(element: Y.Item, implied: DeletionIndex): OrphanText[] {
  const byClient = new Map<number, Piece>()
  if (element.content instanceof Y.ContentType) {
    collect(element.content.type as Shared, implied, byClient)
  }
  const left = neighbour(element, (item) => item.left)
  const right = neighbour(element, (item) => item.right)
  return [...byClient.values()]
    .filter(({ text }) => text.trim() !== '')
    .map((piece) => ({ ...piece, text: piece.text.replace(/\n+$/, ''), left, right }))
}

/** The nearest sibling that still stands. */
function neighbour(element: Y.Item, next: (item: Y.Item) => Y.Item | null): StructId | null {
  for (let item = next(element); item; item = next(item)) {
    if (!item.deleted && item.content instanceof Y.ContentType) {
      return { client: item.id.client, clock: item.id.clock }
    }
  }
  return null
}

function collect(type: Shared, implied: DeletionIndex, found: Map<number, Piece>): void {
  let before = ''
  const touched = new Set<Piece>()
  for (let item = type._start; item; item = item.right) {
    if (item.content instanceof Y.ContentType) collect(item.content.type as Shared, implied, found)
    if (!(item.content instanceof Y.ContentString)) continue
    const { client, clock } = item.id
    const text = item.content.str
    for (const part of impliedParts(implied, item)) {
      let piece = found.get(client)
      if (!piece) {
        const near = (before + text.slice(0, part.from)).slice(-MAX_NEAR)
        found.set(client, (piece = { client, clock: clock + part.from, text: '', near }))
      }
      piece.text += text.slice(part.from, part.to)
      touched.add(piece)
    }
    before += text
  }
  // What stood in several paragraphs keeps its lines.
  for (const piece of touched) piece.text += '\n'
}

/** Where in the item's text Yjs alone deleted it. */
function impliedParts(implied: DeletionIndex, item: Y.Item): { from: number; to: number }[] {
  const { client, clock } = item.id
  const parts: { from: number; to: number }[] = []
  let at = 0
  for (const gap of implied.missing({ client, clock, len: item.length })) {
    const from = gap.clock - clock
    if (from > at) parts.push({ from: at, to: from })
    at = from + gap.len
  }
  if (at < item.length) parts.push({ from: at, to: item.length })
  return parts
}
