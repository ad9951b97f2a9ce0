import * as Y from 'yjs'
import { NOBODY } from './author-table.ts'
import type { AuthorRun, DeletionMark } from './authorship.ts'
import type { DraftNode } from './draft-node.ts'
import { DRAFT_FRAGMENT, assertSound } from './seed-draft.ts'
import { sizeOf, walkItems } from './walk-items.ts'
import { newSharedChildren, sharedParts } from './write-fragment.ts'

/** A first state whose words are known to be somebody's, under one client id. */
export interface AuthoredSeed {
  update: Uint8Array
  /** From these clocks on, ascending; `author` as the runs have it, or NOBODY. */
  authors: { clock: number; author: number }[]
  /** One clock each, that was put in and taken out: what the marks stand on. */
  deletions: { clock: number; credit: number }[]
}

/**
 * The first state of a draft that was exported with who wrote it. Where words had been taken out,
 * something is put in and taken out again, since Yjs knows deletions by what is gone. Marks that
 * stand nowhere are left out.
 * @throws UnsoundDraft
 */
export function authoredUpdate(
  doc: DraftNode,
  clientId: number,
  known: { runs: readonly AuthorRun[]; marks: readonly DeletionMark[] },
): AuthoredSeed {
  assertSound(doc)
  const shared = new Y.Doc()
  shared.clientID = clientId
  const fragment = shared.getXmlFragment(DRAFT_FRAGMENT)
  fragment.insert(0, newSharedChildren(sharedParts(doc.content)))
  const authors = authorsOf(fragment, known.runs)
  const deletions: AuthoredSeed['deletions'] = []
  const places = placesIn(fragment, doc)
  // From the end, so that the positions before stay what they are.
  for (const { at, credit } of known.marks.toSorted((a, b) => b.at - a.at)) {
    const clock = Y.getState(shared.store, clientId)
    if (takeOutAt(fragment, places, at)) deletions.push({ clock, credit })
  }
  const [first] = deletions
  if (first !== undefined) authors.push({ clock: first.clock, author: NOBODY })
  const update = Y.encodeStateAsUpdate(shared)
  shared.destroy()
  return { update, authors, deletions }
}

function authorsOf(fragment: Y.XmlFragment, runs: readonly AuthorRun[]): AuthoredSeed['authors'] {
  const authors: AuthoredSeed['authors'] = []
  let next = 0
  walkItems(fragment, ({ id, length }, position) => {
    for (let at = 0; at < length; at++) {
      while ((runs[next]?.to ?? Infinity) <= position + at) next += 1
      const run = runs[next]
      const author = run !== undefined && run.from <= position + at ? run.author : NOBODY
      if (authors.at(-1)?.author !== author) authors.push({ clock: id.clock + at, author })
    }
  })
  return authors.toSorted((a, b) => a.clock - b.clock)
}

interface Places {
  texts: { text: Y.XmlText; from: number; to: number }[]
  /** Where each block of the document begins, and the last one ends. */
  blocks: number[]
}

function placesIn(fragment: Y.XmlFragment, doc: DraftNode): Places {
  const places: Places = { texts: [], blocks: [0] }
  walkItems(fragment, ({ parent, length }, from) => {
    const last = places.texts.at(-1)
    if (last?.text === parent) last.to = from + length
    else if (parent instanceof Y.XmlText)
      places.texts.push({ text: parent, from, to: from + length })
  })
  for (const block of doc.content ?? [])
    places.blocks.push((places.blocks.at(-1) ?? 0) + sizeOf([block]))
  return places
}

function takeOutAt(fragment: Y.XmlFragment, { texts, blocks }: Places, at: number): boolean {
  const place = texts.find(({ from, to }) => from <= at && at <= to)
  const index = blocks.indexOf(at)
  if (place === undefined && index === -1) return false
  if (place !== undefined) {
    place.text.insert(at - place.from, '-')
    place.text.delete(at - place.from, 1)
  } else {
    fragment.insert(index, [new Y.XmlElement('paragraph')])
    fragment.delete(index, 1)
  }
  return true
}
