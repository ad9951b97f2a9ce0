import * as Y from 'yjs'
import { DRAFT_FRAGMENT } from './seed-draft.ts'

/** Names an element of a shared text: the Yjs client and clock of its item. */
export interface ElementId {
  client: number
  clock: number
}

/** Text whose paragraph was replaced, and where that stood (H6). */
export interface LostText {
  text: string
  /** The words that stood before it. */
  near: string
  left: ElementId | null
  right: ElementId | null
}

/** Shorter words stand anywhere. */
const MIN_NEAR = 4

/**
 * The change that puts such a text back: behind the same words, where what replaced the paragraph
 * still says them once; else as paragraphs of its own beside where it stood.
 */
export function insertOrphanUpdate(
  state: readonly Uint8Array[],
  lost: LostText,
  clientId: number,
): Uint8Array {
  const shared = new Y.Doc()
  for (const part of state) Y.applyUpdate(shared, part)
  shared.clientID = clientId
  const changes: Uint8Array[] = []
  shared.on('update', (change: Uint8Array) => changes.push(change))
  const fragment = shared.getXmlFragment(DRAFT_FRAGMENT)
  shared.transact(() => {
    if (!insertBehindWords(shared, fragment, lost)) insertAsParagraphs(shared, fragment, lost)
  })
  shared.destroy()
  return changes[0]!
}

function insertBehindWords(shared: Y.Doc, fragment: Y.XmlFragment, lost: LostText): boolean {
  if (lost.text.includes('\n')) return false
  // What replaced a paragraph stands beside it; the rest of the text is looked at only then.
  const places = [elementOf(shared, lost.right), elementOf(shared, lost.left), fragment]
  for (const place of places) {
    const found = place && findWords(textsIn(place), lost.near)
    if (!found) continue
    found.text.insert(found.at, lost.text)
    return true
  }
  return false
}

/** Where the longest end of `near` stands, if it stands there once. */
function findWords(texts: Y.XmlText[], near: string): { text: Y.XmlText; at: number } | null {
  for (let from = 0; near.length - from >= MIN_NEAR; from++) {
    const words = near.slice(from)
    const hits = texts.filter((text) => plain(text).includes(words))
    const [hit] = hits
    if (!hit) continue
    const at = plain(hit).indexOf(words)
    const isOnce = hits.length === 1 && plain(hit).indexOf(words, at + 1) < 0
    return isOnce ? { text: hit, at: at + words.length } : null
  }
  return null
}

function insertAsParagraphs(shared: Y.Doc, fragment: Y.XmlFragment, lost: LostText): void {
  const paragraphs = lost.text.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    text.insert(0, line)
    paragraph.insert(0, [text])
    return paragraph
  })
  fragment.insert(indexBeside(shared, fragment, lost), paragraphs)
}

function indexBeside(shared: Y.Doc, fragment: Y.XmlFragment, { left, right }: LostText): number {
  const blocks = fragment.toArray()
  const indexOf = (id: ElementId | null) => {
    const block = blockOf(elementOf(shared, id), fragment)
    return block ? blocks.indexOf(block) : -1
  }
  const leftAt = indexOf(left)
  if (leftAt >= 0) return leftAt + 1
  const rightAt = indexOf(right)
  return rightAt >= 0 ? rightAt : blocks.length
}

/** null when it is gone meanwhile. */
function elementOf(shared: Y.Doc, id: ElementId | null): Y.XmlElement | null {
  if (!id || Y.getState(shared.store, id.client) <= id.clock) return null
  const struct: unknown = Y.getItem(shared.store, Y.createID(id.client, id.clock))
  if (!(struct instanceof Y.Item) || struct.deleted) return null
  const { content } = struct
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement
    ? content.type
    : null
}

/** The block of the root in which an element stands. */
function blockOf(element: Y.XmlElement | null, fragment: Y.XmlFragment): Y.XmlElement | null {
  for (let up: unknown = element; up instanceof Y.XmlElement; up = up.parent) {
    if (up.parent === fragment) return up
  }
  return null
}

function textsIn(element: Y.XmlElement | Y.XmlFragment): Y.XmlText[] {
  return element.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsIn(child) : []
  })
}

function plain(text: Y.XmlText): string {
  // As long as the positions that `insert` counts: what is no text counts one there.
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\u{fffc}'))
    .join('')
}
