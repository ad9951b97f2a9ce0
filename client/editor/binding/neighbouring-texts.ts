import type { Node } from '@tiptap/pm/model'
import { type Transaction as YTransaction, XmlElement, type XmlFragment, XmlText } from 'yjs'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { reconcileTexts } from '#shared/editor/reconcile-text.ts'
import type { Replacement } from './local-edits.ts'
import type { SharedMapping } from './shared-reader.ts'

/** A shared element and the node that is to be written into it; its content begins at `start`. */
interface Written {
  shared: XmlFragment | XmlElement
  node: Node
  start: number
}

/**
 * Writes two kinds of changed paragraphs before y-tiptap looks, which then finds them done.
 *
 * Two people who begin to type in one empty paragraph leave two shared texts side by side. y-tiptap
 * would move the second into the first: on reading, which no reader may do, and on writing, which
 * doubles the words when both do it at once. Here each keeps its own.
 *
 * And the paragraph in which the last change begins: y-tiptap compares words, and finds "t" before
 * "tables" typed behind the first letter, which makes the other one the typist's.
 */
export function writeTexts(
  { shared, node, start }: Written,
  last: Replacement | null,
  mapping: SharedMapping,
): void {
  const children = shared.toArray()
  if (node.isTextblock) {
    if (!(shared instanceof XmlElement)) return
    const before = mapping.get(shared)
    const size = before === undefined || Array.isArray(before) ? 0 : before.content.size
    const isHere = last !== null && last.from >= start && last.from <= start + size
    // What a split or a paste moved on into another paragraph does not stay in this one.
    const rest = isHere && last.end <= start + node.content.size ? start + size - last.to : 0
    const change = isHere ? { from: last.from - start, rest } : null
    if (change !== null || hasNeighbours(children)) writeTextblock(shared, node, change, mapping)
    return
  }
  const count = Math.min(children.length, node.childCount)
  let position = start
  for (let index = 0; index < count; index++) {
    const child = children[index]
    const inner = node.child(index)
    const isChanged = child !== undefined && mapping.get(child) !== inner
    if (isChanged && child instanceof XmlElement && child.nodeName === inner.type.name)
      writeTexts({ shared: child, node: inner, start: position + 1 }, last, mapping)
    position += inner.nodeSize
  }
}

function hasNeighbours(children: readonly unknown[]): boolean {
  return children.some(
    (child, index) => child instanceof XmlText && children[index + 1] instanceof XmlText,
  )
}

type Group = { texts: XmlText[]; element: XmlElement | null }

/** `change`: where in the content it begins, and how much of the content before stands after it. */
function writeTextblock(
  shared: XmlElement,
  node: Node,
  change: { from: number; rest: number } | null,
  mapping: SharedMapping,
): void {
  const groups = groupsOf(shared)
  const parts = partsOf(node)
  const isAlike =
    groups.length === parts.length &&
    sameAttributes(shared, node) &&
    groups.every((group, index) => {
      const part = parts[index]
      return group.element === null
        ? Array.isArray(part)
        : !Array.isArray(part) && group.element.nodeName === part?.type.name
    })
  if (!isAlike) return
  let offset = 0
  for (const [index, { texts }] of groups.entries()) {
    const part = parts[index]
    if (part === undefined) continue
    if (Array.isArray(part)) {
      const runs = part.map((text) => text.toJSON() as DraftNode)
      const after = node.content.size - offset - sizeOf(part)
      reconcileTexts(
        texts,
        runs,
        change === null
          ? undefined
          : { start: Math.max(0, change.from - offset), end: Math.max(0, change.rest - after) },
      )
    }
    offset += sizeOf(part)
  }
  mapping.set(shared, node)
}

function groupsOf(shared: XmlElement): Group[] {
  const groups: Group[] = []
  for (const child of shared.toArray()) {
    const last = groups.at(-1)
    if (child instanceof XmlElement) groups.push({ texts: [], element: child })
    else if (!(child instanceof XmlText)) continue
    else if (last !== undefined && last.element === null) last.texts.push(child)
    else groups.push({ texts: [child], element: null })
  }
  return groups
}

function partsOf(node: Node): (Node | Node[])[] {
  const parts: (Node | Node[])[] = []
  node.forEach((child) => {
    const last = parts.at(-1)
    if (!child.isText) parts.push(child)
    else if (Array.isArray(last)) last.push(child)
    else parts.push([child])
  })
  return parts
}

function sizeOf(part: Node | Node[]): number {
  if (!Array.isArray(part)) return part.nodeSize
  return part.reduce((size, node) => size + node.nodeSize, 0)
}

function sameAttributes(shared: XmlElement, node: Node): boolean {
  const stored = shared.getAttributes() as Record<string, unknown>
  return Object.entries(node.attrs).every(([name, value]) => (stored[name] ?? null) === value)
}

/** Forgets what a change made stale: the elements it touched and all that contain them. */
export function forgetChanged(transaction: YTransaction, mapping: SharedMapping): void {
  for (const type of transaction.changed.keys()) mapping.delete(type)
  for (const type of transaction.changedParentTypes.keys()) mapping.delete(type)
}
