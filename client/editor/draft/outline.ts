import type { Editor } from '@tiptap/core'

type DraftDoc = Editor['state']['doc']

export interface OutlineEntry {
  level: number
  text: string
  /** Before the heading; moves with each letter above it. */
  position: number
}

/** Headings of one top-level block, relative to it: a block that did not change is not read again. */
const headingsOf = new WeakMap<DraftDoc, OutlineEntry[]>()
const none: OutlineEntry[] = []

export function outlineOf(doc: DraftDoc): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  doc.forEach((block, offset) => {
    for (const entry of blockHeadings(block))
      entries.push({ ...entry, position: offset + entry.position })
  })
  return entries
}

function blockHeadings(block: DraftDoc): OutlineEntry[] {
  if (block.isTextblock && block.type.name !== 'heading') return none
  const known = headingsOf.get(block)
  if (known !== undefined) return known
  const found: OutlineEntry[] = []
  const read = (node: DraftDoc, position: number) => {
    const text = node.type.name === 'heading' ? node.textContent.trim() : ''
    if (text !== '') found.push({ level: Number(node.attrs['level']), text, position })
    return !node.isTextblock
  }
  if (read(block, 0)) block.descendants((node, position) => read(node, position + 1))
  headingsOf.set(block, found)
  return found
}
