import * as Y from 'yjs'
import type { DraftNode } from './draft-node.ts'
import { type DraftProblem, markFaults, nodeFaults } from './draft-rules.ts'

/** At most this many are reported; one is enough to make a view read-only. */
const MAX_PROBLEMS = 50

/** Everything in a JSON document that the schema does not know or allow; empty when it is sound. */
export function validateDraft(doc: unknown): DraftProblem[] {
  const problems: DraftProblem[] = []
  if (!isNode(doc) || doc.type !== 'doc') return [{ kind: 'unknownNode', name: 'doc', path: [] }]
  walkJson(doc, [], problems)
  return problems.slice(0, MAX_PROBLEMS)
}

function isNode(value: unknown): value is DraftNode {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string'
  )
}

function walkJson(parent: DraftNode, path: number[], problems: DraftProblem[]): void {
  if (parent.content === undefined || problems.length >= MAX_PROBLEMS) return
  if (!Array.isArray(parent.content)) {
    problems.push({ kind: 'misplaced', name: parent.type, path })
    return
  }
  for (const [index, child] of (parent.content as unknown[]).entries()) {
    const here = [...path, index]
    if (!isNode(child)) {
      problems.push({ kind: 'unknownNode', name: String(child).slice(0, 80), path: here })
      continue
    }
    const faults = nodeFaults(child.type, child.attrs ?? {}, parent.type, here.length)
    const isTextSound =
      child.type !== 'text' || (typeof child.text === 'string' && child.text !== '')
    if (!isTextSound) faults.push({ kind: 'badAttribute', name: 'text' })
    for (const mark of child.marks ?? []) faults.push(...markFaults(mark.type, mark.attrs ?? {}))
    for (const fault of faults) problems.push({ ...fault, path: here })
    // Inside what is refused nothing is walked: six thousand nested nodes overflow the stack (H5).
    if (faults.length === 0) walkJson(child, here, problems)
  }
}

/** The same for a shared text. Reads only: nothing in the document changes. */
export function validateFragment(fragment: Y.XmlFragment): DraftProblem[] {
  const problems: DraftProblem[] = []
  for (const [index, child] of fragment.toArray().entries()) {
    if (problems.length >= MAX_PROBLEMS) break
    problems.push(...validateElement(child, 'doc', [index]))
  }
  return problems.slice(0, MAX_PROBLEMS)
}

/** Problems of one shared element and what it holds. `path` is its own; its depth is the length. */
export function validateElement(
  element: Y.XmlElement | Y.XmlText | Y.XmlHook | Y.XmlFragment,
  parent: string,
  path: number[],
): DraftProblem[] {
  if (element instanceof Y.XmlText) return textProblems(element, parent, path)
  if (!(element instanceof Y.XmlElement)) return [{ kind: 'unknownNode', name: 'hook', path }]
  const problems: DraftProblem[] = nodeFaults(
    element.nodeName,
    element.getAttributes(),
    parent,
    path.length,
  ).map((fault) => ({ ...fault, path }))
  if (problems.length > 0) return problems
  for (const [index, child] of element.toArray().entries()) {
    if (problems.length >= MAX_PROBLEMS) break
    problems.push(...validateElement(child as Y.XmlElement, element.nodeName, [...path, index]))
  }
  return problems
}

interface TextRun {
  insert?: unknown
  attributes?: Record<string, unknown>
}

function textProblems(text: Y.XmlText, parent: string, path: number[]): DraftProblem[] {
  const runs = text.toDelta() as TextRun[]
  if (runs.length === 0) return []
  const problems: DraftProblem[] = nodeFaults('text', {}, parent, path.length).map((fault) => ({
    ...fault,
    path,
  }))
  for (const run of runs) {
    if (typeof run.insert !== 'string') problems.push({ kind: 'unknownNode', name: 'embed', path })
    for (const [name, attributes] of Object.entries(run.attributes ?? {}))
      for (const fault of markFaults(name, attributes)) problems.push({ ...fault, path })
  }
  return problems
}
