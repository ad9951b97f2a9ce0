import type { Node } from '@tiptap/pm/model'
import { XmlElement, type XmlFragment } from 'yjs'
import type { SharedMapping } from './shared-reader.ts'

/**
 * Notes which node shows which shared element after this person's change was written. y-tiptap notes
 * it for the outermost block that it finds done, and not for what is inside: with the sizes of
 * before, a caret at the end of a list's last line was found in the next block.
 */
export class WrittenMapping {
  readonly #mapping: SharedMapping
  /** Nodes whose inside is noted. */
  readonly #noted = new WeakSet<Node>()

  constructor(mapping: SharedMapping) {
    this.#mapping = mapping
  }

  note(shared: XmlFragment, node: Node): void {
    const elements = shared.toArray().filter((child) => child instanceof XmlElement)
    const nodes = partsOf(node)
    const isAlike =
      elements.length === nodes.length &&
      elements.every((element, index) => element.nodeName === nodes[index]?.type.name)
    if (!isAlike) return
    for (const [index, element] of elements.entries()) {
      const inner = nodes[index]
      if (inner === undefined) continue
      if (this.#noted.has(inner) && this.#mapping.get(element) === inner) continue
      this.#mapping.set(element, inner)
      this.#noted.add(inner)
      this.note(element, inner)
    }
  }
}

/** All children but the words. */
function partsOf(node: Node): Node[] {
  const parts: Node[] = []
  node.forEach((child) => {
    if (!child.isText) parts.push(child)
  })
  return parts
}
