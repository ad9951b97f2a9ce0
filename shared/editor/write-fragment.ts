import * as Y from 'yjs'
import type { DraftMark, DraftNode } from './draft-node.ts'
import { storedAttributes } from './draft-rules.ts'

/** What stands side by side in a shared element: an element, or one run of text nodes. */
export type SharedPart = DraftNode | DraftNode[]

/** Children as y-tiptap stores them: neighbouring text nodes become one shared text. */
export function sharedParts(content: readonly DraftNode[] = []): SharedPart[] {
  const parts: SharedPart[] = []
  for (const node of content) {
    const last = parts.at(-1)
    if (node.text === undefined) parts.push(node)
    else if (Array.isArray(last)) last.push(node)
    else parts.push([node])
  }
  return parts
}

/** New shared children with the attributes, defaults and marks that y-tiptap would write. */
export function newSharedChildren(parts: readonly SharedPart[]): (Y.XmlElement | Y.XmlText)[] {
  return parts.map((part) => {
    if (Array.isArray(part)) {
      const text = new Y.XmlText()
      text.applyDelta(part.map((node) => ({ insert: node.text, attributes: marksOf(node.marks) })))
      return text
    }
    const element = new Y.XmlElement<Record<string, string | number>>(part.type)
    for (const [name, value] of Object.entries(storedAttributes(part.type, part.attrs)))
      element.setAttribute(name, value)
    element.insert(0, newSharedChildren(sharedParts(part.content)))
    return element as unknown as Y.XmlElement
  })
}

export function marksOf(marks: readonly DraftMark[] = []): Record<string, object> {
  return Object.fromEntries(marks.map((mark) => [mark.type, mark.attrs ?? {}]))
}
