/* oxlint-disable no-underscore-dangle -- Yjs keeps the ids of characters in its items alone */
import * as Y from 'yjs'
import type { DraftNode } from './draft-node.ts'
import { MAX_DEPTH, NODE_RULES, nodeFaults } from './draft-rules.ts'
import { sharedText, standIn } from './read-fragment.ts'

/** `position`: where the item's first character stands, or would stand were it not deleted. */
type Visit = (item: Y.Item, position: number) => void

/**
 * Visits the characters of a shared text, its pictures and rules, and what was deleted of its texts
 * and of its blocks, in order, with their ProseMirror positions. Passes by what is not sound.
 */
export function walkItems(fragment: Y.XmlFragment, visit: Visit): void {
  let position = 0
  for (let item = fragment._start; item !== null; item = item.right) {
    if (item.deleted) visit(item, position)
    else position = walkBlock(item, 'doc', 1, position, visit)
  }
}

/** One block of the document. Answers the position after it. */
export function walkBlock(
  item: Y.Item,
  parent: string,
  depth: number,
  position: number,
  visit: Visit,
): number {
  const child = typeOf(item)
  if (child instanceof Y.XmlText) return walkText(child, parent, depth, position, visit)
  if (child instanceof Y.XmlElement)
    return walkElement(child as Y.XmlElement, item, { parent, depth }, position, visit)
  return position
}

function typeOf(item: Y.Item): unknown {
  return item.content instanceof Y.ContentType ? item.content.type : null
}

function walkElement(
  element: Y.XmlElement,
  item: Y.Item,
  { parent, depth }: { parent: string; depth: number },
  start: number,
  visit: Visit,
): number {
  const name = element.nodeName
  const attributes = element.getAttributes() as Record<string, unknown>
  if (nodeFaults(name, attributes, parent, depth).length > 0)
    return start + sizeOf(standIn(sharedText(element, MAX_DEPTH), parent))
  if (NODE_RULES[name]?.children.length === 0) {
    visit(item, start)
    return start + 1
  }
  let position = start + 1
  for (let inner = element._start; inner !== null; inner = inner.right) {
    if (!inner.deleted) position = walkBlock(inner, name, depth + 1, position, visit)
  }
  return position + 1
}

function walkText(
  text: Y.XmlText,
  parent: string,
  depth: number,
  start: number,
  visit: Visit,
): number {
  const faults = text.length === 0 ? [] : nodeFaults('text', {}, parent, depth)
  if (faults.length > 0) return start + sizeOf(standIn(sharedText(text, 0), parent))
  let position = start
  for (let item = text._start; item !== null; item = item.right) {
    const isText = item.content instanceof Y.ContentString
    if (isText || item.deleted) visit(item, position)
    if (isText && !item.deleted) position += item.length
  }
  return position
}

/** Of nodes beside each other, in ProseMirror positions. */
export function sizeOf(nodes: readonly DraftNode[]): number {
  return nodes.reduce((size, node) => {
    if (node.text !== undefined) return size + node.text.length
    return (
      size + (NODE_RULES[node.type]?.children.length === 0 ? 1 : 2 + sizeOf(node.content ?? []))
    )
  }, 0)
}
