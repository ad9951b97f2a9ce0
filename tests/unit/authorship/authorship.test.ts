import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Author, type AuthorAt, readAuthorship } from '#shared/editor/authorship.ts'
import { draftSchema } from '#shared/editor/draft-schema.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { draftToUpdate } from '#shared/editor/seed-draft.ts'
import { readFragment } from '#shared/editor/read-fragment.ts'
import { randomDoc } from '../editor/random-draft.ts'

const author = (personId: string, agencyId: string | null = null): Author => ({
  personId,
  agencyId,
})

/** Each client id is one person's, named by it. */
const byClient = (client: number) => author(`person ${client}`)

function open(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

const fragmentOf = (doc: Y.Doc) => doc.getXmlFragment('default')

/** What a person writes into a copy and sends. */
function change(doc: Y.Doc, clientId: number, edit: (fragment: Y.XmlFragment) => void): void {
  const copy = open(Y.encodeStateAsUpdate(doc))
  copy.clientID = clientId
  edit(fragmentOf(copy))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)))
}

const textAt = (fragment: Y.XmlFragment, ...path: number[]) =>
  path.reduce<unknown>((node, index) => (node as Y.XmlElement).get(index), fragment) as Y.XmlText

/** Runs as [the words at these positions in ProseMirror's document, who]. */
function credited(doc: Y.Doc, at: AuthorAt = byClient) {
  const { authors, runs } = readAuthorship(fragmentOf(doc), at)
  const shown = draftSchema.nodeFromJSON(readFragment(fragmentOf(doc)).doc)
  return runs.map(({ from, to, author: index }) => [
    shown.textBetween(from, to, '¶', (leaf) => `<${leaf.type.name}>`),
    authors[index]?.personId,
  ])
}

const seed = (content: DraftNode[]) => open(draftToUpdate({ type: 'doc', content }, 1))
const paragraph = (text: string): DraftNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
})

test('three people in one paragraph, one of whom makes some of it bold: each has their own words', () => {
  const doc = seed([paragraph('The tables are old.')])
  change(doc, 2, (fragment) => textAt(fragment, 0, 0).insert(4, 'tide '))
  change(doc, 3, (fragment) => textAt(fragment, 0, 0).insert(6, 'XY'))
  change(doc, 3, (fragment) => textAt(fragment, 0, 0).format(0, 12, { bold: {} }))
  expect(credited(doc)).toEqual([
    ['The ', 'person 1'],
    ['ti', 'person 2'],
    ['XY', 'person 3'],
    ['de ', 'person 2'],
    ['tables are old.', 'person 1'],
  ])
})

test('in tables and lists, and a rule that somebody put in', () => {
  const cell = (text: string): DraftNode => ({ type: 'tableCell', content: [paragraph(text)] })
  const row: DraftNode = { type: 'tableRow', content: [cell('left'), cell('right')] }
  const item: DraftNode = { type: 'listItem', content: [paragraph('item')] }
  const doc = seed([
    { type: 'table', content: [row] },
    { type: 'bulletList', content: [item] },
  ])
  change(doc, 2, (fragment) => textAt(fragment, 0, 0, 1, 0, 0).insert(0, 'up'))
  change(doc, 3, (fragment) => textAt(fragment, 1, 0, 0, 0).insert(4, 's'))
  change(doc, 3, (fragment) => fragment.insert(1, [new Y.XmlElement('horizontalRule')]))
  expect(credited(doc)).toEqual([
    ['left', 'person 1'],
    ['up', 'person 2'],
    ['right', 'person 1'],
    ['<horizontalRule>', 'person 3'],
    ['item', 'person 1'],
    ['s', 'person 3'],
  ])
})

test('one client id whose person acts for another agency from some clock on', () => {
  const doc = seed([])
  const text = new Y.XmlText('for the first, for the second')
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [text])
  fragmentOf(doc).insert(0, [element])
  const first = text.toString().indexOf('for the second')
  const startsAt = Y.createRelativePositionFromTypeIndex(text, first).item?.clock ?? 0
  const authorAt = (_: number, clock: number) => author('ann', clock < startsAt ? 'A' : 'B')
  const { authors, runs } = readAuthorship(fragmentOf(doc), authorAt)
  expect({ authors, runs }).toEqual({
    authors: [author('ann', 'A'), author('ann', 'B')],
    runs: [
      { from: 1, to: 1 + first, author: 0 },
      { from: 1 + first, to: 1 + text.length, author: 1 },
    ],
  })
})

test('what is nobody’s is in no run, deleted words neither, and positions after them are right', () => {
  const doc = seed([paragraph('template'), paragraph('also')])
  change(doc, 2, (fragment) => textAt(fragment, 0, 0).insert(0, 'gone mine'))
  change(doc, 3, (fragment) => textAt(fragment, 0, 0).delete(0, 5))
  const known = (client: number) => (client === 1 ? null : byClient(client))
  expect(credited(doc, known)).toEqual([['mine', 'person 2']])
})

test('unsound parts stand in the document as other words, which are nobody’s, and shift nothing', () => {
  const doc = seed([paragraph('before'), paragraph('after')])
  change(doc, 2, (fragment) => {
    const callout = new Y.XmlElement('callout')
    callout.insert(0, [new Y.XmlText('strange words')])
    fragment.insert(1, [callout])
  })
  change(doc, 3, (fragment) => textAt(fragment, 2, 0).insert(0, 'there'))
  expect(credited(doc)).toEqual([
    ['before', 'person 1'],
    ['there', 'person 3'],
    ['after', 'person 1'],
  ])
})

test('of any document all words are credited, at the positions where they stand', () => {
  fc.assert(
    fc.property(randomDoc(['bold', 'italic', 'link'], true), (document) => {
      const doc = open(draftToUpdate(document, 9))
      const { runs } = readAuthorship(fragmentOf(doc), byClient)
      const shown = draftSchema.nodeFromJSON(readFragment(fragmentOf(doc)).doc)
      const covered = new Set(
        runs.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
      )
      const written = new Set<number>()
      shown.descendants((node, position) => {
        if (node.isText) for (let at = 0; at < node.nodeSize; at++) written.add(position + at)
        else if (node.isLeaf && node.type.name !== 'paragraph') written.add(position)
      })
      expect(covered).toEqual(written)
    }),
    { numRuns: 100, seed: 5 },
  )
})
