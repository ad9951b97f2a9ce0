/**
 * What a draft may consist of, as one table: the schema, the validator, the reader, the seed and
 * the renderers all take it from here (DESIGN 3.8, H5). It knows neither tiptap nor the DOM, so
 * that the server can check a text without loading an editor.
 */

/** A block of the document is at depth 1; deeper is refused, since walkers and browsers recurse. */
export const MAX_DEPTH = 32
/** Lists, quotes and tables end above that, so that what they hold has room to be a paragraph. */
export const MAX_CONTAINER_DEPTH = MAX_DEPTH - 4
export const MAX_SPAN = 50

export interface AttributeRule {
  isValid: (value: unknown) => boolean
  /** What an absent attribute stands for; `undefined` says that it must be there. */
  default: string | number | null | undefined
}

export interface NodeRule {
  /** Names that may stand inside. An empty container is tolerated: two people who each delete
   * one half leave one, and nobody is to blame. */
  children: readonly string[]
  attributes: Readonly<Record<string, AttributeRule>>
}

const CELL_BLOCKS = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'blockquote',
  'horizontalRule',
  'image',
] as const
const BLOCKS = [...CELL_BLOCKS, 'table'] as const
const INLINE = ['text', 'hardBreak'] as const

const isIntegerIn = (low: number, high: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= low && (value as number) <= high
const isOneOf =
  (...values: readonly unknown[]) =>
  (value: unknown) =>
    values.includes(value)
const isText = (length: number) => (value: unknown) =>
  value === null || (typeof value === 'string' && value.length <= length)

/** http, https and mailto, without blanks or control characters; at most 2,048 characters. */
export function isSafeLink(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 2048 &&
    // oxlint-disable-next-line no-control-regex
    /^(?:https?:\/\/|mailto:)[^\s\u0000-\u001f\u007f<>"`]+$/i.test(value)
  )
}

/** Only files of this installation are shown, whose rights are checked at each request (H23). */
export function isOwnFile(value: unknown): value is string {
  return typeof value === 'string' && /^\/api\/files\/[0-9A-Za-z_-]{1,64}$/.test(value)
}

/** A paragraph's number as the text has it: "2", "2 bis", "I.A.3". */
export function isParagraphNumber(value: unknown): boolean {
  return (
    value === null ||
    (typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}\p{M} .()/-]{0,23}$/u.test(value))
  )
}

const cell: NodeRule = {
  children: CELL_BLOCKS,
  attributes: {
    colspan: { isValid: isIntegerIn(1, MAX_SPAN), default: 1 },
    rowspan: { isValid: isIntegerIn(1, MAX_SPAN), default: 1 },
    align: { isValid: isOneOf(null, 'left', 'center', 'right'), default: null },
  },
}
const leaf: NodeRule = { children: [], attributes: {} }

export const NODE_RULES: Readonly<Record<string, NodeRule>> = {
  doc: { children: BLOCKS, attributes: {} },
  paragraph: {
    children: INLINE,
    attributes: { number: { isValid: isParagraphNumber, default: null } },
  },
  heading: {
    children: INLINE,
    attributes: { level: { isValid: isIntegerIn(1, 3), default: undefined } },
  },
  bulletList: { children: ['listItem'], attributes: {} },
  orderedList: {
    children: ['listItem'],
    attributes: {
      start: { isValid: isIntegerIn(0, 1_000_000), default: 1 },
      type: { isValid: isOneOf(null, '1', 'a', 'A', 'i', 'I'), default: null },
    },
  },
  listItem: { children: BLOCKS, attributes: {} },
  blockquote: { children: BLOCKS, attributes: {} },
  table: { children: ['tableRow'], attributes: {} },
  tableRow: { children: ['tableCell', 'tableHeader'], attributes: {} },
  tableCell: cell,
  tableHeader: cell,
  image: {
    children: [],
    attributes: {
      src: { isValid: isOwnFile, default: undefined },
      alt: { isValid: isText(1000), default: null },
    },
  },
  horizontalRule: leaf,
  hardBreak: leaf,
  text: leaf,
}

export const MARK_RULES: Readonly<Record<string, Readonly<Record<string, AttributeRule>>>> = {
  bold: {},
  italic: {},
  underline: {},
  strike: {},
  code: {},
  link: { href: { isValid: isSafeLink, default: undefined } },
}

export type ProblemKind =
  | 'unknownNode'
  | 'unknownMark'
  | 'unknownAttribute'
  | 'badAttribute'
  | 'misplaced'
  | 'tooDeep'

/** Why a part of a text cannot be shown. `path` counts children from the root: `[3, 0]`. */
export interface DraftProblem {
  kind: ProblemKind
  /** The node, mark, or `node.attribute` at fault; cut at 80 characters. */
  name: string
  path: number[]
}

type Fault = Omit<DraftProblem, 'path'>

function fault(kind: ProblemKind, name: string): Fault {
  return { kind, name: name.slice(0, 80) }
}

function ruleOf<T>(rules: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(rules, name) ? rules[name] : undefined
}

function attributeFaults(
  owner: string,
  rules: Readonly<Record<string, AttributeRule>>,
  attributes: Readonly<Record<string, unknown>>,
): Fault[] {
  const faults: Fault[] = []
  for (const [name, value] of Object.entries(attributes)) {
    const rule = ruleOf(rules, name)
    if (value === undefined) continue
    if (rule === undefined) {
      if (value !== null) faults.push(fault('unknownAttribute', `${owner}.${name}`))
    } else if (!rule.isValid(value)) faults.push(fault('badAttribute', `${owner}.${name}`))
  }
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.default === undefined && (attributes[name] ?? null) === null)
      faults.push(fault('badAttribute', `${owner}.${name}`))
  }
  return faults
}

function maxDepth(name: string): number {
  const isContainer = ['bulletList', 'orderedList', 'blockquote', 'table'].includes(name)
  return isContainer ? MAX_CONTAINER_DEPTH : MAX_DEPTH
}

/** What is wrong with a node itself, its children apart. `depth` of the document's blocks is 1. */
export function nodeFaults(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  parent: string,
  depth: number,
): Fault[] {
  const rule = ruleOf(NODE_RULES, name)
  if (rule === undefined || name === 'doc') return [fault('unknownNode', name)]
  if (depth > maxDepth(name)) return [fault('tooDeep', name)]
  if (ruleOf(NODE_RULES, parent)?.children.includes(name) !== true)
    return [fault('misplaced', name)]
  return attributeFaults(name, rule.attributes, attributes)
}

export function markFaults(name: string, attributes: unknown): Fault[] {
  const rules = ruleOf(MARK_RULES, name)
  if (rules === undefined) return [fault('unknownMark', name)]
  const isBag = typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)
  // Other Yjs clients write a plain mark as `true`; y-tiptap reads it as a mark without attributes.
  if (!isBag)
    return attributes === true && Object.keys(rules).length === 0
      ? []
      : [fault('badAttribute', name)]
  return attributeFaults(name, rules, attributes as Record<string, unknown>)
}

/** A node's attributes with defaults filled in and nulls left out, as y-tiptap stores them. */
export function storedAttributes(
  name: string,
  attributes: Readonly<Record<string, unknown>> = {},
): Record<string, string | number> {
  const stored: Record<string, string | number> = {}
  for (const [key, rule] of Object.entries(ruleOf(NODE_RULES, name)?.attributes ?? {})) {
    const value = attributes[key] ?? rule.default ?? null
    if (typeof value === 'string' || typeof value === 'number') stored[key] = value
  }
  return stored
}
