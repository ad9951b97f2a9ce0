import { Decoration } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { UNSET } from '#shared/editor/clock-index.ts'
import { walkBlock } from '#shared/editor/walk-items.ts'
import { deletionElement } from './deletion-element.ts'
import type { ShownAuthors } from './shown-authors.ts'

/** What a decoration of this kind says; ProseMirror hands it back as `spec`. */
export interface AuthorSpec {
  /** Into the authors of the text. */
  author?: number
  /** For `TextAuthors.deletion`. */
  deletion?: number
  /** Stands between two blocks of the document. */
  isBetween?: boolean
}

/** Who wrote what of one block of the document, which stands at `position`. */
export function blockDecorations(
  block: Y.Item,
  position: number,
  shown: ShownAuthors,
): Decoration[] {
  const runs: { from: number; to: number; author: number; isLeaf: boolean }[] = []
  const deletions: Decoration[] = []
  walkBlock(block, 'doc', 1, position, (item, at) => {
    if (item.deleted) return void deletions.push(...deletionDecorations(item, at, shown, false))
    const isLeaf = item.content instanceof Y.ContentType
    for (let offset = 0; offset < item.length; offset++) {
      const author = shown.source.authorAt(item.id.client, item.id.clock + offset)
      if (author === UNSET) continue
      const from = at + offset
      const last = runs.at(-1)
      const continues = last?.to === from && last.author === author && !last.isLeaf && !isLeaf
      if (continues) last.to = from + 1
      else runs.push({ from, to: from + 1, author, isLeaf })
    }
  })
  const written = runs.map(({ from, to, author, isLeaf }) => {
    const make = isLeaf ? Decoration.node : Decoration.inline
    return make(from, to, shown.attributes(author), { author } satisfies AuthorSpec)
  })
  return [...written, ...deletions]
}

/** One sign for each who took something out here. */
export function deletionDecorations(
  item: Y.Item,
  at: number,
  shown: ShownAuthors,
  isBetween: boolean,
): Decoration[] {
  const marks = new Set<number>()
  for (let offset = 0; offset < item.length; offset++)
    marks.add(shown.source.deletionAt(item.id.client, item.id.clock + offset))
  marks.delete(UNSET)
  return [...marks].map((deletion) => {
    const spec: AuthorSpec = { deletion, isBetween }
    const key = `deletion ${deletion} ${isBetween}`
    return Decoration.widget(at, () => deletionElement(shown, deletion, isBetween), {
      side: -1,
      marks: [],
      ignoreSelection: true,
      key,
      ...spec,
    })
  })
}
