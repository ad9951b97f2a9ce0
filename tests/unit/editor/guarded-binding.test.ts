import { Plugin, TextSelection } from '@tiptap/pm/state'
import { undo } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { draftToText } from '#shared/editor/draft-to-text.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { restoreUpdate } from '#shared/editor/restore-draft.ts'
import { draftToUpdate, updateToDraft } from '#shared/editor/seed-draft.ts'
import { HeadlessView } from './headless-view.ts'
import { comparable, randomDoc } from './random-draft.ts'

/** A person's document and view; `sent` are the updates that would go to the server. */
function person(state?: Uint8Array, extra: Plugin[] = []) {
  const doc = new Y.Doc()
  if (state) Y.applyUpdate(doc, state, 'server')
  const sent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') sent.push(update)
  })
  const view = new HeadlessView(doc.getXmlFragment('default'), extra)
  return { doc, view, sent, receive: (update: Uint8Array) => Y.applyUpdate(doc, update, 'server') }
}

const wordsOf = (doc: Y.Doc) => draftToText(updateToDraft(Y.encodeStateAsUpdate(doc)).doc)
const seed = (markdown: string) => draftToUpdate(markdownToDraft(markdown), 1)

/** What a raw client, bound by no schema, writes into the shared text. */
function rawChange(state: Uint8Array, change: (fragment: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.transact(() => change(doc.getXmlFragment('default')))
  return Y.mergeUpdates(updates)
}

function element(
  name: string,
  attributes: Record<string, unknown>,
  ...children: (Y.XmlElement | Y.XmlText)[]
) {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, children)
  return made
}

const marked = (words: string, attributes: object) => {
  const text = new Y.XmlText()
  text.applyDelta([{ insert: words, attributes }])
  return text
}

const hostile: [string, (fragment: Y.XmlFragment) => void][] = [
  [
    'an unknown block',
    (f) => f.insert(1, [element('callout', {}, new Y.XmlText('strange words'))]),
  ],
  [
    'an unknown mark',
    (f) => f.insert(1, [element('paragraph', {}, marked('strange words', { glow: {} }))]),
  ],
  [
    'a heading of level 9',
    (f) => f.insert(1, [element('heading', { level: 9 }, new Y.XmlText('strange words'))]),
  ],
  [
    'an unknown attribute',
    (f) => f.insert(1, [element('paragraph', { style: 'x' }, new Y.XmlText('strange words'))]),
  ],
  [
    'a colspan of 10⁸',
    (f) =>
      f.insert(1, [
        element(
          'table',
          {},
          element(
            'tableRow',
            {},
            element(
              'tableCell',
              { colspan: 1e8 },
              element('paragraph', {}, new Y.XmlText('strange words')),
            ),
          ),
        ),
      ]),
  ],
  [
    'a list item without a list',
    (f) =>
      f.insert(1, [
        element('listItem', {}, element('paragraph', {}, new Y.XmlText('strange words'))),
      ]),
  ],
  ['bare text between blocks', (f) => f.insert(1, [new Y.XmlText('strange words')])],
  [
    'a script as link',
    (f) =>
      f.insert(1, [
        element('paragraph', {}, marked('strange words', { link: { href: 'javascript:1' } })),
      ]),
  ],
  [
    'something unknown inside a quote',
    (f) =>
      f.insert(1, [
        element('blockquote', {}, element('callout', {}, new Y.XmlText('strange words'))),
      ]),
  ],
  [
    'an unknown node inside a line',
    (f) =>
      (f.get(0) as Y.XmlElement).insert(1, [
        element('sticker', {}, new Y.XmlText('strange words')),
      ]),
  ],
]

test.each(hostile)(
  'H5: %s locks the view, is shown with its words, and nothing is written',
  (_, change) => {
    const state = seed('First.\n\nSecond.')
    const { doc, view, sent, receive } = person(state)
    receive(rawChange(state, change))
    expect(view.problems).not.toEqual([])
    const before = Y.encodeStateAsUpdate(doc)
    view.type('typed', 1)
    view.dispatch(view.state.tr.setMeta('anything', true))
    expect(sent).toEqual([])
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    const shown: string[] = []
    view.state.doc.descendants((node) => {
      shown.push(node.text ?? String(node.attrs['words'] ?? ''))
    })
    expect(shown.join(' ')).toContain('First.')
    expect(shown.join(' ')).toContain('Second.')
    expect(shown.join(' ')).toContain('strange words')
  },
)

test('H5: opening a text that holds something unknown writes nothing either', () => {
  const state = seed('First.')
  const strange = rawChange(state, (f) => f.insert(0, [element('callout', {}, new Y.XmlText('x'))]))
  const { view, sent } = person(Y.mergeUpdates([state, strange]))
  expect(view.problems.map((problem) => problem.kind)).toEqual(['unknownNode'])
  expect(sent).toEqual([])
})

test('H5: an edit beside something unknown does not unlock the view', () => {
  const state = seed('> quoted\n\nlast')
  const { view, receive } = person(state)
  const strange = rawChange(state, (f) =>
    (f.get(0) as Y.XmlElement).insert(0, [element('callout', {}, new Y.XmlText('x'))]),
  )
  receive(strange)
  const both = Y.mergeUpdates([state, strange])
  receive(
    rawChange(both, (f) =>
      ((f.get(0) as Y.XmlElement).get(1) as Y.XmlElement).insert(1, [new Y.XmlText(' more')]),
    ),
  )
  expect(view.problems.map((problem) => problem.kind)).toEqual(['unknownNode'])
})

test('H5: when what was unknown is taken away again, one may write on', () => {
  const state = seed('First.')
  const { view, sent, receive } = person(state)
  const strange = rawChange(state, (f) => f.insert(0, [element('callout', {})]))
  receive(strange)
  receive(rawChange(Y.mergeUpdates([state, strange]), (f) => f.delete(0, 1)))
  view.type('Now ', 1)
  expect(view.problems).toEqual([])
  expect(sent).toHaveLength(1)
})

test('H5: no change from elsewhere ever causes a change here, whatever plugins add', () => {
  const meddler = new Plugin({
    appendTransaction: (transactions, _old, state) =>
      transactions.some((transaction) => transaction.docChanged)
        ? state.tr.insertText('!', state.doc.content.size - 1)
        : null,
  })
  fc.assert(
    fc.property(
      fc.array(randomDoc(['bold', 'link'], true), { minLength: 2, maxLength: 4 }),
      (docs) => {
        const [first, ...later] = docs as [DraftNode, ...DraftNode[]]
        let state = draftToUpdate(first, 1)
        const { doc, view, sent, receive } = person(state, [meddler])
        for (const [index, next] of later.entries()) {
          const restored = restoreUpdate([state], next, index + 2)
          if (restored === null) continue
          state = Y.mergeUpdates([state, restored.update])
          receive(restored.update)
          view.dispatch(view.state.tr.setMeta('awareness', true))
          expect(comparable(updateToDraft(Y.encodeStateAsUpdate(doc)).doc)).toEqual(
            comparable(next),
          )
        }
        expect(sent).toEqual([])
      },
    ),
    { numRuns: 60, seed: 5 },
  )
})

test('a list that two people emptied together is shown as an empty one and deletes nothing', () => {
  const state = seed('- a\n- b\n\nafter')
  const { doc, view, sent, receive } = person(state)
  receive(rawChange(state, (f) => (f.get(0) as Y.XmlElement).delete(0, 2)))
  expect(sent).toEqual([])
  expect(view.problems).toEqual([])
  view.type('Edited: ', view.state.doc.content.size - 6)
  expect(wordsOf(doc)).toContain('Edited: after')
})

test('what one types reaches the shared text, and what others type is seen', () => {
  const state = seed('Hello')
  const [a, b] = [person(state), person(state)]
  a.view.type(' dear', 6)
  b.view.type('Oh: ', 1)
  for (const update of a.sent) b.receive(update)
  for (const update of b.sent) a.receive(update)
  expect([a.view.state.doc.textContent, b.view.state.doc.textContent]).toEqual([
    'Oh: Hello dear',
    'Oh: Hello dear',
  ])
})

test('letters stand where they were typed, and those before which they were typed stay as they were', () => {
  const { doc, view } = person(seed('The tables, the **tables**'))
  for (const [index, letter] of [...'tidy '].entries()) view.type(letter, 5 + index)
  view.dispatch(view.state.tr.insertText('t', view.state.doc.content.size - 7))
  const paragraph = doc.getXmlFragment('default').get(0) as Y.XmlElement
  const written: string[] = []
  const text = paragraph.get(0) as Y.XmlText
  // oxlint-disable-next-line no-underscore-dangle -- whose letters they are, its items alone say
  for (let item = text._start; item; item = item.right)
    if (item.content instanceof Y.ContentString && !item.deleted)
      written.push(`${item.content.str}/${item.id.client === 1 ? 'seed' : 'mine'}`)
  expect(written).toEqual(['The /seed', 'tidy /mine', 'tables, the /seed', 't/mine', 'tables/seed'])
  expect(wordsOf(doc)).toBe('The tidy tables, the ttables')
})

test('undo takes back one’s own words and leaves those of others', () => {
  const state = seed('Hello')
  const { view, receive, doc } = person(state)
  view.type(' mine', 6)
  receive(
    rawChange(state, (f) => ((f.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Theirs. ')),
  )
  undo(view.state)
  expect(wordsOf(doc)).toBe('Theirs. Hello')
})

test('two people who begin one empty paragraph at once keep every letter once', () => {
  const state = draftToUpdate({ type: 'doc', content: [{ type: 'paragraph' }] }, 1)
  const [a, b] = [person(state), person(state)]
  const exchange = () => {
    const [fromA, fromB] = [a.sent.splice(0), b.sent.splice(0)]
    for (const update of fromA) b.receive(update)
    for (const update of fromB) a.receive(update)
  }
  a.view.type('a', 1)
  b.view.type('b', 1)
  exchange()
  for (const letter of ['1', '2', '3']) {
    a.view.type(letter, a.view.state.doc.textContent.indexOf('a') + 2)
    b.view.type(letter, b.view.state.doc.textContent.indexOf('b') + 2)
    exchange()
  }
  const words = wordsOf(a.doc)
  expect(wordsOf(b.doc)).toBe(words)
  expect([...words].toSorted().join('')).toBe('112233ab')
})

test('a reader’s view writes nothing, even when it is asked to', () => {
  const { view, sent } = person(seed('Hello'))
  view.mayWrite = false
  view.type('x', 1)
  expect(sent).toEqual([])
})

test('the caret stays at its letters when others write before it', () => {
  const state = seed('Hello world')
  const { view, receive } = person(state)
  const { state: before } = view
  view.dispatch(before.tr.setSelection(TextSelection.create(before.doc, 7, 12)))
  receive(
    rawChange(state, (f) => ((f.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Oh! ')),
  )
  const { from, to } = view.state.selection
  expect(view.state.doc.textBetween(from, to)).toBe('world')
})
