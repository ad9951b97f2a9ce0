import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { draftSchema } from '#shared/editor/draft-schema.ts'
import { MARK_RULES, NODE_RULES } from '#shared/editor/draft-rules.ts'
import { draftToHtml } from '#shared/editor/draft-to-html.ts'
import { readFragment } from '#shared/editor/read-fragment.ts'
import { validateDraft, validateFragment } from '#shared/editor/validate-draft.ts'

const doc = (...content: DraftNode[]): DraftNode => ({ type: 'doc', content })
const words = (text: string, ...marks: { type: string; attrs?: Record<string, unknown> }[]) =>
  ({ type: 'text', text, marks }) satisfies DraftNode
const paragraph = (...content: DraftNode[]): DraftNode => ({ type: 'paragraph', content })

const known = (types: typeof draftSchema.nodes | typeof draftSchema.marks) =>
  Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      Object.keys(type.spec.attrs ?? {}).toSorted(),
    ]),
  )

test('the schema knows exactly the nodes, marks and attributes of the table of rules', () => {
  expect(known(draftSchema.nodes)).toEqual(
    Object.fromEntries(
      Object.entries(NODE_RULES).map(([name, rule]) => [
        name,
        Object.keys(rule.attributes).toSorted(),
      ]),
    ),
  )
  expect(known(draftSchema.marks)).toEqual(
    Object.fromEntries(
      Object.entries(MARK_RULES).map(([name, rules]) => [name, Object.keys(rules).toSorted()]),
    ),
  )
})

const cell = (attrs: Record<string, unknown>): DraftNode => ({
  type: 'table',
  content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs, content: [paragraph()] }] }],
})

test.each<[string, DraftNode, string]>([
  ['an unknown node', { type: 'script' }, 'unknownNode'],
  ['a node named like a method', { type: 'toString' }, 'unknownNode'],
  ['a heading of level 9', { type: 'heading', attrs: { level: 9 } }, 'badAttribute'],
  ['a heading whose level is text', { type: 'heading', attrs: { level: '1' } }, 'badAttribute'],
  ['a colspan of a hundred million', cell({ colspan: 100_000_000 }), 'badAttribute'],
  ['a style from outside', { type: 'paragraph', attrs: { style: 'x' } }, 'unknownAttribute'],
  [
    'a picture from elsewhere',
    { type: 'image', attrs: { src: 'https://e.example/a.png' } },
    'badAttribute',
  ],
  [
    'a picture that is a script',
    { type: 'image', attrs: { src: 'javascript:alert(1)' } },
    'badAttribute',
  ],
  [
    'a picture past our files',
    { type: 'image', attrs: { src: '/api/files/../people' } },
    'badAttribute',
  ],
  ['a list item in a paragraph', paragraph({ type: 'listItem' }), 'misplaced'],
  [
    'a link that is a script',
    paragraph(words('x', { type: 'link', attrs: { href: 'JaVaScRiPt:1' } })),
    'badAttribute',
  ],
  ['a link without address', paragraph(words('x', { type: 'link' })), 'badAttribute'],
  ['an unknown mark', paragraph(words('x', { type: 'blink' })), 'unknownMark'],
])('H5: %s is refused, and its HTML carries none of it', (_, node, kind) => {
  expect(validateDraft(doc(node)).map((problem) => problem.kind)).toEqual([kind])
  expect(draftToHtml(doc(node))).not.toMatch(/script:|style=|e\.example|100000000|<h9/i)
})

test('H5: six thousand nested quotes are reported, read and rendered without overflowing', () => {
  const shared = new Y.Doc()
  let parent: Y.XmlFragment | Y.XmlElement = shared.getXmlFragment('default')
  shared.transact(() => {
    for (let depth = 0; depth < 6000; depth++) {
      const child: Y.XmlElement = new Y.XmlElement('blockquote')
      parent.insert(0, [child])
      parent = child
    }
  })
  expect(validateFragment(shared.getXmlFragment('default')).map((problem) => problem.kind)).toEqual(
    ['tooDeep'],
  )
  const read = readFragment(shared.getXmlFragment('default'))
  expect(read.problems.map((problem) => problem.kind)).toEqual(['tooDeep'])
  expect(validateDraft(read.doc)).toEqual([])
  expect(draftToHtml(read.doc)).toContain('<blockquote')
})

test('H5: a shared text with unknown parts is read with all its words and left untouched', () => {
  const shared = new Y.Doc()
  const fragment = shared.getXmlFragment('default')
  const strange = new Y.XmlElement('callout')
  strange.insert(0, [new Y.XmlText('kept words')])
  const ordinary = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  text.applyDelta([{ insert: 'plain ' }, { insert: 'marked', attributes: { glow: {} } }])
  ordinary.insert(0, [text])
  fragment.insert(0, [strange, ordinary])
  const before = Y.encodeStateAsUpdate(shared)
  const read = readFragment(fragment)
  expect(read).toEqual({
    doc: doc(
      { type: 'paragraph', content: [{ type: 'text', text: 'kept words' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'plain marked' }] },
    ),
    problems: [
      { kind: 'unknownNode', name: 'callout', path: [0] },
      { kind: 'unknownMark', name: 'glow', path: [1, 0] },
    ],
  })
  expect(validateFragment(fragment)).toEqual(read.problems)
  expect(Y.encodeStateAsUpdate(shared)).toEqual(before)
})

test('HTML escapes words, says the direction of each block and shows own pictures only', () => {
  const html = draftToHtml(
    doc(
      {
        type: 'paragraph',
        attrs: { number: '2 bis' },
        content: [words('<b>&"', { type: 'bold' })],
      },
      { type: 'image', attrs: { src: '/api/files/f1', alt: '"x"' } },
    ),
  )
  expect(html).toBe(
    '<p dir="auto" data-number="2 bis"><strong>&lt;b&gt;&amp;&quot;</strong></p>' +
      '<img src="/api/files/f1/picture" alt="&quot;x&quot;" dir="auto">',
  )
})
