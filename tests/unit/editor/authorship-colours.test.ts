import { splitBlock } from '@tiptap/pm/commands'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { authorsHere } from '../../../client/editor/authorship/authors-here.ts'
import type { AuthorSpec } from '../../../client/editor/authorship/block-decorations.ts'
import {
  authorshipKey,
  authorshipPlugin,
  showAuthors,
} from '../../../client/editor/authorship/authorship-plugin.ts'
import { ShownAuthors } from '../../../client/editor/authorship/shown-authors.ts'
import {
  type AuthorshipAnswer,
  TextAuthors,
} from '../../../client/editor/authorship/text-authors.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { draftToUpdate } from '#shared/editor/seed-draft.ts'
import { HeadlessView } from './headless-view.ts'

const colour = { light: '#1D5FAE', dark: '#7FB2F0' }
const agency = (id: string) => ({ id, acronym: id, plate: id, name: id, colour })
const ann = { personId: 'ann', name: 'Ann', agency: agency('ILO') }
const ben = { personId: 'ben', name: 'Ben', agency: agency('ILO') }
const me = { personId: 'me', name: 'Me', agency: agency('IOM') }
const today = 19 * 86_400_000

/** Ann's text under client id 1, open in my editor. */
function open(markdown: string, answer: Partial<AuthorshipAnswer> = {}) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, draftToUpdate(markdownToDraft(markdown), 1))
  const pending: (() => void)[] = []
  const plugin = authorshipPlugin((task) => {
    pending.push(task)
    return () => undefined
  })
  const view = new HeadlessView(doc.getXmlFragment('default'), [plugin])
  let asked = 0
  const source = new TextAuthors(
    {
      doc,
      fragment: doc.getXmlFragment('default'),
      me,
      now: () => today,
      onUnsure: () => (asked += 1),
    },
    { authors: [ann, ben], clients: [1, 0, 0], deletions: [], ...answer },
  )
  const words = {
    author: ({ name }: { name: string | null }) => name ?? '',
    deleted: (by: { name: string | null } | undefined, at: number) => `${by?.name} ${at}`,
  }
  showAuthors(view as unknown as EditorView, new ShownAuthors(source, words))
  const settle = () => {
    for (const task of pending.splice(0)) task()
  }
  settle()
  const decorations = () => authorshipKey.getState(view.state)?.decorations.find() ?? []
  return {
    doc,
    view,
    settle,
    asked: () => asked,
    decorations,
    /** What a colleague's editor writes. */
    receive(client: number, edit: (fragment: Y.XmlFragment) => void) {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
      copy.clientID = client
      edit(copy.getXmlFragment('default'))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)), 'server')
    },
    runs: () =>
      decorations()
        .filter(({ spec }) => (spec as AuthorSpec).author !== undefined)
        .toSorted((a, b) => a.from - b.from)
        .map(({ from, to, spec }) => {
          const { author } = spec as AuthorSpec
          return `${view.state.doc.textBetween(from, to)}/${source.authors[author ?? -1]?.name}`
        }),
    signs: () =>
      decorations()
        .filter(({ spec }) => (spec as AuthorSpec).deletion !== undefined)
        .toSorted((a, b) => a.from - b.from)
        .map(({ from, spec }) => {
          const { by, at } = source.deletion((spec as AuthorSpec).deletion ?? -1)
          return `${view.state.doc.textBetween(0, from)}|${by?.name} ${at}`
        }),
  }
}

test('what one types is one’s own at once, and a split leaves each word to its author', () => {
  const { view, runs, settle, asked } = open('The tables are old.\n\nSecond.')
  view.type('very ', 5)
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 17)))
  splitBlock(view.state, (transaction) => view.dispatch(transaction))
  settle()
  expect(runs()).toEqual(['The /Ann', 'very /Me', 'tables /Ann', 'are old./Ann', 'Second./Ann'])
  // The server is asked as well, which may know of a move what this page cannot.
  expect(asked()).toBe(1)
})

test('of somebody not known yet the server is asked; until then the words are nobody’s', () => {
  const { receive, runs, settle, asked } = open('The tables are old.')
  receive(7, (fragment) => ((fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(4, 'X'))
  settle()
  expect(runs()).toEqual(['The /Ann', 'tables are old./Ann'])
  expect(asked()).toBe(1)
})

test('only blocks that changed are coloured anew', () => {
  const { view, decorations, settle } = open('One.\n\nTwo.\n\nThree.')
  const untouched = decorations().at(-1)?.spec as object
  view.type('X', 2)
  settle()
  expect(decorations().at(-1)?.spec).toBe(untouched)
  expect(decorations()).toHaveLength(5)
})

test('others’ words that one takes out are marked, with the day; one’s own are not', () => {
  const { view, signs, settle } = open('The tables are old.\n\nSecond.')
  view.dispatch(view.state.tr.delete(5, 12))
  view.type('own', 5)
  view.dispatch(view.state.tr.delete(6, 8))
  view.dispatch(view.state.tr.delete(view.state.doc.child(0).nodeSize, view.state.doc.content.size))
  settle()
  expect(signs()).toEqual([
    `The |Me ${today + 43_200_000}`,
    `The oare old.|Me ${today + 43_200_000}`,
  ])
})

test('two of one agency have lines that differ, and the caret says whose word it stands in', () => {
  const { view, decorations } = open('The tables are old.', { clients: [1, 0, 0, 1, 12, 1] })
  const classes = decorations().map(
    (each) => (each as unknown as { type: { attrs: { class: string } } }).type.attrs.class,
  )
  expect(new Set(classes)).toEqual(
    new Set(['author-run author-line-0', 'author-run author-line-1']),
  )
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 3)))
  expect(authorsHere(view.state)).toEqual({ present: [0, 1], author: 0, deletion: null })
})
