import * as Y from 'yjs'
import { type DraftMark, type DraftNode, paragraphNode, textNodes } from './draft-node.ts'
import { type DraftProblem, MAX_DEPTH, NODE_RULES, markFaults, nodeFaults } from './draft-rules.ts'

export interface ReadText {
  doc: DraftNode
  /** What the schema does not allow; each such part stands in `doc` as a paragraph of its words. */
  problems: DraftProblem[]
}

/**
 * A shared text as JSON that is always sound. Unlike y-tiptap's own conversion it writes nothing
 * to the document, loses no words to an unknown mark or node, and is bounded in depth (H5).
 */
export function readFragment(fragment: Y.XmlFragment): ReadText {
  const problems: DraftProblem[] = []
  const content = fragment
    .toArray()
    .flatMap((child, index) => readChild(child, 'doc', [index], problems))
  return {
    doc: { type: 'doc', content: content.length > 0 ? content : [paragraphNode([])] },
    problems,
  }
}

function readChild(
  child: unknown,
  parent: string,
  path: number[],
  problems: DraftProblem[],
): DraftNode[] {
  if (child instanceof Y.XmlText) return readText(child, parent, path, problems)
  if (!(child instanceof Y.XmlElement)) return []
  const name = child.nodeName
  const attributes = child.getAttributes() as Record<string, unknown>
  const faults = nodeFaults(name, attributes, parent, path.length)
  if (faults.length > 0) {
    problems.push(...faults.map((fault) => ({ ...fault, path })))
    return standIn(sharedText(child, MAX_DEPTH), parent)
  }
  const node: DraftNode = { type: name }
  const told = toldAttributes(name, attributes)
  if (Object.keys(told).length > 0) node.attrs = told
  const content = child
    .toArray()
    .flatMap((inner, index) => readChild(inner, name, [...path, index], problems))
  if (content.length > 0) node.content = joinEqualRuns(content)
  return [node]
}

/** Those that say something: y-tiptap stores defaults, which a reader need not repeat. */
function toldAttributes(
  name: string,
  attributes: Record<string, unknown>,
): Record<string, unknown> {
  const rules = NODE_RULES[name]?.attributes ?? {}
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([key, value]) => value !== null && value !== rules[key]?.default,
    ),
  )
}

interface TextRun {
  insert?: unknown
  attributes?: Record<string, unknown>
}

function readText(
  text: Y.XmlText,
  parent: string,
  path: number[],
  problems: DraftProblem[],
): DraftNode[] {
  const runs = text.toDelta() as TextRun[]
  const faults = runs.length === 0 ? [] : nodeFaults('text', {}, parent, path.length)
  if (faults.length > 0) {
    problems.push(...faults.map((fault) => ({ ...fault, path })))
    return standIn(sharedText(text, 0), parent)
  }
  return runs.flatMap((run) => {
    const marks: DraftMark[] = []
    for (const [name, attributes] of Object.entries(run.attributes ?? {})) {
      const wrong = markFaults(name, attributes)
      if (wrong.length > 0) problems.push(...wrong.map((fault) => ({ ...fault, path })))
      else marks.push(markOf(name, attributes))
    }
    return typeof run.insert === 'string' ? textNodes(run.insert, marks) : []
  })
}

function markOf(name: string, attributes: unknown): DraftMark {
  const isBag = typeof attributes === 'object' && attributes !== null
  return isBag && Object.keys(attributes).length > 0
    ? { type: name, attrs: { ...(attributes as Record<string, unknown>) } }
    : { type: name }
}

/** Two people who begin to type in one empty paragraph leave two texts side by side. */
function joinEqualRuns(nodes: DraftNode[]): DraftNode[] {
  const joined: DraftNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (
      last?.text !== undefined &&
      node.text !== undefined &&
      JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? [])
    )
      last.text += node.text
    else joined.push(node)
  }
  return joined
}

/** The words of what cannot be shown, wrapped so that they may stand inside `parent`. */
export function standIn(text: string, parent: string): DraftNode[] {
  const children = NODE_RULES[parent]?.children ?? []
  const paragraph = paragraphNode(textNodes(text))
  if (children.includes('text')) return textNodes(text)
  if (children.includes('paragraph')) return [paragraph]
  if (children.includes('listItem')) return [{ type: 'listItem', content: [paragraph] }]
  const cell: DraftNode = { type: 'tableCell', content: [paragraph] }
  if (children.includes('tableCell')) return [cell]
  return children.includes('tableRow') ? [{ type: 'tableRow', content: [cell] }] : []
}

/** The words under a shared element, to `depth` levels; what lies deeper is cut off with "…". */
export function sharedText(element: unknown, depth: number): string {
  if (element instanceof Y.XmlText)
    return (element.toDelta() as TextRun[])
      .map((run) => (typeof run.insert === 'string' ? run.insert : ''))
      .join('')
  if (!(element instanceof Y.XmlElement)) return ''
  if (depth === 0) return '…'
  return element
    .toArray()
    .map((child) => sharedText(child, depth - 1))
    .filter((text) => text !== '')
    .join(' ')
}
