import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { type DraftProblem, MAX_DEPTH, markFaults, nodeFaults } from '#shared/editor/draft-rules.ts'
import { sharedText } from '#shared/editor/read-fragment.ts'

/** Which ProseMirror node shows which shared element; y-tiptap finds positions and changes by it. */
export type SharedMapping = Map<object, Node | Node[]>

interface TextRun {
  insert?: unknown
  attributes?: Record<string, unknown>
}

/**
 * Shows a shared text in ProseMirror without ever writing to it. y-tiptap's own reader deletes
 * what the schema does not know or what breaks a content rule, and signs for it (H5); this one
 * puts an unsupported block with the words in its place, fills what is merely empty, and says what
 * it found, so that the view becomes read-only.
 */
export class SharedReader {
  /** What the last reading found, over the whole text. */
  problems: DraftProblem[] = []
  readonly #schema: Schema
  readonly #mapping: SharedMapping
  /** Problems of each element, kept as long as its node is: a node that is reused brings them. */
  readonly #known = new WeakMap<object, DraftProblem[]>()
  /** One for the whole life, so that an empty text stays the same text. */
  readonly #filler: Node

  constructor(schema: Schema, mapping: SharedMapping) {
    this.#schema = schema
    this.#mapping = mapping
    this.#filler = schema.nodes['paragraph']?.create() as Node
  }

  read(fragment: Y.XmlFragment): Node[] {
    this.problems = []
    const nodes = fragment
      .toArray()
      .map((child, index) => this.#element(child, 'doc', [index]) ?? this.#standIn(child))
    return nodes.length > 0 ? nodes : [this.#filler]
  }

  /** null when it cannot be shown as what it is; the nearest container then holds a stand-in. */
  #element(
    child: Y.XmlElement | Y.XmlText | Y.XmlHook,
    parent: string,
    path: number[],
  ): Node | null {
    const kept = this.#mapping.get(child)
    const known = this.#known.get(child)
    if (kept !== undefined && !Array.isArray(kept) && known !== undefined) {
      this.problems.push(...known)
      return kept
    }
    const before = this.problems.length
    const node = this.#fresh(child, parent, path)
    this.#known.set(child, this.problems.slice(before))
    return node
  }

  #fresh(child: unknown, parent: string, path: number[]): Node | null {
    if (!(child instanceof Y.XmlElement)) return this.#refuse('misplaced', 'text', path)
    const name = child.nodeName
    const attributes = child.getAttributes() as Record<string, unknown>
    const faults = nodeFaults(name, attributes, parent, path.length)
    for (const fault of faults) this.problems.push({ ...fault, path })
    if (faults.length > 0) return null
    // oxlint-disable-next-line typescript/no-unsafe-argument -- yjs types attributes as any
    const content = this.#content(child, path)
    if (content === null) return null
    const node = this.#schema.nodes[name]?.createAndFill(attributes, Fragment.from(content)) ?? null
    if (node === null) return this.#refuse('misplaced', name, path)
    this.#mapping.set(child, node)
    return node
  }

  #content(element: Y.XmlElement, path: number[]): Node[] | null {
    const type = this.#schema.nodes[element.nodeName]
    const nodes: Node[] = []
    for (const [index, child] of element.toArray().entries()) {
      if (child instanceof Y.XmlText && type?.inlineContent === true) {
        nodes.push(...this.#texts(child, [...path, index]))
        continue
      }
      const node = this.#element(child as Y.XmlElement, element.nodeName, [...path, index])
      // A cell has no place for a stand-in, nor has a list: there the whole of it is replaced.
      const mayHold = type?.contentMatch.matchType(this.#unsupported) != null
      if (node === null && !mayHold) return null
      nodes.push(node ?? this.#standIn(child as Y.XmlElement))
    }
    return nodes
  }

  #texts(text: Y.XmlText, path: number[]): Node[] {
    return (text.toDelta() as TextRun[]).flatMap((run) => {
      const marks: Mark[] = []
      for (const [name, attributes] of Object.entries(run.attributes ?? {})) {
        const faults = markFaults(name, attributes)
        for (const fault of faults) this.problems.push({ ...fault, path })
        if (faults.length === 0)
          marks.push(this.#schema.mark(name, attributes === true ? {} : (attributes as object)))
      }
      if (typeof run.insert === 'string') return [this.#schema.text(run.insert, marks)]
      this.#refuse('unknownNode', 'embed', path)
      return []
    })
  }

  get #unsupported() {
    return this.#schema.nodes['unsupportedBlock'] as NonNullable<Schema['nodes'][string]>
  }

  #standIn(child: Y.XmlElement | Y.XmlText | Y.XmlHook): Node {
    const node = this.#unsupported.create({ words: sharedText(child, MAX_DEPTH) })
    this.#mapping.set(child, node)
    return node
  }

  #refuse(kind: DraftProblem['kind'], name: string, path: number[]): null {
    this.problems.push({ kind, name, path })
    return null
  }
}
