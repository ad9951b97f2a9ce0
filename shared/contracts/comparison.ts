import { z } from 'zod'
import { creditedAuthor } from './draft-authorship.ts'

/** `formatted`: the words are the same, and look or stand otherwise. */
const change = z.enum(['same', 'changed', 'formatted', 'inserted', 'deleted'])
export type LineChange = z.output<typeof change>

/** Words of a line that share marks, change and author; a line break is `\n`. */
const piece = z.object({
  text: z.string(),
  marks: z.array(z.object({ type: z.string(), href: z.string().optional() })).optional(),
  change: z.enum(['formatted', 'inserted', 'deleted']).optional(),
  /** Who wrote what was inserted or deleted: an index into the answer's `authors`. */
  author: z.int().optional(),
})
export type ComparedPiece = z.output<typeof piece>

/** What a line is apart from its words. */
const shape = z.object({
  kind: z.enum(['paragraph', 'heading', 'image', 'rule']),
  level: z.int().optional(),
  /** A paragraph's own number. */
  number: z.string().optional(),
  /** In how many lists and quotes it stands. */
  depth: z.int(),
  list: z.enum(['bullet', 'ordered']).optional(),
  /** The sign of the list item that begins with it. */
  marker: z.string().optional(),
  isQuote: z.boolean().optional(),
  src: z.string().optional(),
  alt: z.string().optional(),
})
export type LineShape = z.output<typeof shape>

const line = z.object({
  change,
  shape,
  /** What it was before, where that differs; `shape` is what it is. */
  was: shape.optional(),
  pieces: z.array(piece),
  /** Of a picture or rule that was inserted or deleted. */
  author: z.int().optional(),
})
export type ComparedLine = z.output<typeof line>

const cell = z.object({
  change,
  isHeader: z.boolean(),
  colspan: z.int().optional(),
  rowspan: z.int().optional(),
  lines: z.array(line),
})
export type ComparedCell = z.output<typeof cell>

const tableRow = z.object({ change, cells: z.array(cell) })
export type ComparedTableRow = z.output<typeof tableRow>

const table = z.object({ change, depth: z.int(), rows: z.array(tableRow) })
export type ComparedTable = z.output<typeof table>

/** One text beside the other, block by block; of each block what stood and what stands. */
const block = z.union([z.object({ line }), z.object({ table })])
export type ComparedBlock = z.output<typeof block>

/** `authors`: of the words that differ; empty for an issued document, which is the group's. */
export const comparison = z.object({
  authors: z.array(creditedAuthor),
  blocks: z.array(block),
})
