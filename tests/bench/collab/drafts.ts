import * as Y from 'yjs'
import { seededRandom } from './measure.ts'
import type { DraftState } from './servers/server-kind.ts'

/** The root in which the product's editor, and ours alone, keeps a draft's text. */
const FRAGMENT = 'default'

/** Of the long history: what a well-known trace of a paper's writing counts, made up anew. */
const INSERTS = 182_315
const DELETES = 77_463
const LONG_PARAGRAPHS = 300

const SEED_CLIENT = 1
const WRITER_CLIENT = 2
const letters = 'etaoin shrdlu cmfwyp '

export function textOf(doc: Y.Doc, paragraph: number): Y.XmlText {
  const element = doc.getXmlFragment(FRAGMENT).get(paragraph) as Y.XmlElement
  return element.get(0) as Y.XmlText
}

export function lettersOf(doc: Y.Doc): number {
  const fragment = doc.getXmlFragment(FRAGMENT)
  let letters = 0
  for (let n = 0; n < fragment.length; n++) letters += textOf(doc, n).length
  return letters
}

function newDraft(paragraphs: number, words: string): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = SEED_CLIENT
  const elements = Array.from({ length: paragraphs }, () => {
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [new Y.XmlText(words)])
    return element
  })
  doc.getXmlFragment(FRAGMENT).insert(0, elements)
  return doc
}

function stateOf(doc: Y.Doc): DraftState {
  return {
    update: Y.encodeStateAsUpdate(doc),
    clocks: [...Y.decodeStateVector(Y.encodeStateVector(doc))],
  }
}

/** A young draft: so many paragraphs of three sentences. */
export function shortDraft(paragraphs: number): DraftState {
  const words =
    'The figures of last year are in the annex. Those of this year come with the next report. ' +
    'Each agency names one focal point for the table before the end of the week. '
  return stateOf(newDraft(paragraphs, words))
}

/**
 * A draft of some hundred pages after 259,778 edits of one letter, by one person who writes in
 * bursts all over it and takes back two letters of five. The same bytes at every call.
 */
export function longDraft(): DraftState & { characters: number } {
  const doc = newDraft(LONG_PARAGRAPHS, '')
  doc.clientID = WRITER_CLIENT
  const random = seededRandom(6)
  const below = (n: number) => Math.floor(random() * n)
  let [inserts, deletes] = [INSERTS, DELETES]
  while (inserts + deletes > 0) {
    const text = textOf(doc, below(LONG_PARAGRAPHS))
    const at = below(text.length + 1)
    doc.transact(() => {
      const typed = Math.min(inserts, 6 + below(60))
      for (let n = 0; n < typed; n++) text.insert(at + n, letters[below(letters.length)] ?? ' ')
      inserts -= typed
      // Mostly what was just written, and sometimes what stood before it.
      const taken = Math.min(deletes, below(28), at + typed)
      for (let n = 1; n <= taken; n++) text.delete(at + typed - n, 1)
      deletes -= taken
    })
  }
  return { ...stateOf(doc), characters: INSERTS - DELETES }
}
