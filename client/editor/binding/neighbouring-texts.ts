import type { Node } from '@tiptap/pm/model'
import { type Transaction as YTransaction, XmlElement, type XmlFragment, XmlText } from 'yjs'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { reconcileTexts } from '#shared/editor/reconcile-text.ts'
import type { SharedMapping } from './shared-reader.ts'

/**
 * Two people who begin to type in one empty paragraph leave two shared texts side by side.
 * y-tiptap would move the second into the first: on reading, which no reader may do, and on
 * writing, which doubles the words when both do it at once. Here each keeps its own: changed
 * paragraphs of that kind are written before y-tiptap looks, which then finds them done.
 */
export function writeNeighbouringTexts(
  shared: XmlFragment | XmlElement,
  node: Node,
  mapping: SharedMapping,
): void {
  const children = shared.toArray()
  if (node.isTextblock) {
    if (shared instanceof XmlElement && hasNeighbours(children))
      writeTextblock(shared, node, mapping)
    return
  }
  const count = Math.min(children.length, node.childCount)
  for (let index = 0; index < count; index++) {
    const child = children[index]
    const inner = node.child(index)
    const isChanged = child !== undefined && mapping.get(child) !== inner
    if (isChanged && child instanceof XmlElement && child.nodeName === inner.type.name)
      writeNeighbouringTexts(child, inner, mapping)
  }
}

function hasNeighbours(children: readonly unknown[]): boolean {
  return children.some(
    (child, index) => child instanceof XmlText && children[index + 1] instanceof XmlText,
  )
}

type Group = { texts: XmlText[]; element: XmlElement | null }

function writeTextblock(shared: XmlElement, node: Node, mapping: SharedMapping): void {
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
  for (const [index, { texts }] of groups.entries()) {
    const part = parts[index]
    if (Array.isArray(part))
      reconcileTexts(
        texts,
        part.map((text) => text.toJSON() as DraftNode),
      )
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

function sameAttributes(shared: XmlElement, node: Node): boolean {
  const stored = shared.getAttributes() as Record<string, unknown>
  return Object.entries(node.attrs).every(([name, value]) => (stored[name] ?? null) === value)
}

/** Forgets what a change made stale: the elements it touched and all that contain them. */
export function forgetChanged(transaction: YTransaction, mapping: SharedMapping): void {
  for (const type of transaction.changed.keys()) mapping.delete(type)
  for (const type of transaction.changedParentTypes.keys()) mapping.delete(type)
}
