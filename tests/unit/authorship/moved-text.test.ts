import { joinBackward, lift, setBlockType, splitBlock, wrapIn } from '@tiptap/pm/commands'
import { Fragment, Slice } from '@tiptap/pm/model'
import { type Command, TextSelection } from '@tiptap/pm/state'
import { addColumnAfter, deleteRow } from '@tiptap/pm/tables'
import { redo, undo, yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'
import { expect, test } from 'vitest'
import type { HeadlessView } from '../editor/headless-view.ts'
import { WritingGroup } from './writing-group.ts'

/** Where these words begin in what the view shows. */
function positionOf(view: HeadlessView, words: string): number {
  let found = -1
  view.state.doc.descendants((node, position) => {
    const index = node.text?.indexOf(words) ?? -1
    if (index !== -1) found = position + index
  })
  if (found === -1) throw new Error(`nobody wrote "${words}"`)
  return found
}

function select(view: HeadlessView, from: number, to = from): void {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
}

function run(view: HeadlessView, command: Command): void {
  const isDone = command(view.state, (transaction) => view.dispatch(transaction))
  expect(isDone).toBe(true)
}

/** What comes next is undone apart from what was. */
function pause(view: HeadlessView): void {
  const state = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager }
  state.undoManager.stopCapturing()
}

/** Ann's text, in which Ben and Cleo have written too. */
function annBenCleo(markdown = 'The tables are old.\n\nA second paragraph.') {
  const group = new WritingGroup(markdown, 'ann')
  const [ben, cleo] = [group.join('ben'), group.join('cleo')]
  ben.type('new ', positionOf(ben, 'tables'))
  cleo.type('very ', positionOf(cleo, 'old'))
  pause(ben)
  pause(cleo)
  return { group, ben, cleo }
}

const first = ['The /ann', 'new /ben', 'tables are /ann', 'very /cleo', 'old./ann']

test('who splits a paragraph takes nobody’s words', () => {
  const { group, ben } = annBenCleo()
  select(ben, positionOf(ben, 'are'))
  run(ben, splitBlock)
  ben.type('New: ', positionOf(ben, 'are'))
  expect(group.credits).toEqual([
    'The /ann',
    'new /ben',
    'tables /ann',
    'New: /ben',
    'are /ann',
    'very /cleo',
    'old./ann',
    'A second paragraph./ann',
  ])
})

test('a split before the last letter, and joined again', () => {
  const group = new WritingGroup('ab', 'ann')
  const ben = group.join('ben')
  select(ben, 2)
  run(ben, splitBlock)
  expect(group.credits).toEqual(['a/ann', 'b/ann'])
  select(ben, 4)
  run(ben, joinBackward)
  expect(group.credits).toEqual(['ab/ann'])
  expect(group.deletionMarks).toEqual([])
})

test.each<[string, Command]>([
  ['makes it a heading', setBlockType(heading(), { level: 2 })],
  ['quotes it', wrapIn(nodeType('blockquote'))],
])('who %s leaves a paragraph to its authors', (_, command) => {
  const { group, cleo } = annBenCleo()
  select(cleo, positionOf(cleo, 'are'))
  run(cleo, command)
  expect(group.credits).toEqual([...first, 'A second paragraph./ann'])
  expect(group.deletionMarks).toEqual([])
})

test('lifted out of a quote, words stay whose they are', () => {
  const { group, ben } = annBenCleo('> The tables are old.\n>\n> A second paragraph.')
  select(ben, positionOf(ben, 'are'))
  run(ben, lift)
  expect(group.credits).toEqual([...first, 'A second paragraph./ann'])
  expect(group.deletionMarks).toEqual([])
})

test('a selection over two paragraphs is replaced: what is left of both is joined, the new is new', () => {
  const { group, ben } = annBenCleo()
  const [from, to] = [positionOf(ben, 'are'), positionOf(ben, 'paragraph')]
  ben.dispatch(ben.state.tr.insertText('shortly: ', from, to))
  expect(group.credits).toEqual([
    'The /ann',
    'new /ben',
    'tables /ann',
    'shortly:/ben',
    ' paragraph./ann',
  ])
  expect(group.deletionMarks).toEqual(['The new tables |ben'])
})

test('two paragraphs are pasted into the middle of one: its second half moves, the pasted is new', () => {
  const { group, cleo } = annBenCleo()
  const { schema } = cleo.state
  const block = (words: string) => schema.node('paragraph', null, schema.text(words))
  const slice = new Slice(Fragment.from([block('pasted one'), block('pasted two ')]), 1, 1)
  const at = positionOf(cleo, 'are')
  cleo.dispatch(cleo.state.tr.replace(at, at, slice))
  expect(group.credits).toEqual([
    'The /ann',
    'new /ben',
    'tables /ann',
    'pasted one/cleo',
    'pasted two /cleo',
    'are /ann',
    'very /cleo',
    'old./ann',
    'A second paragraph./ann',
  ])
})

test('a paragraph is dragged below another', () => {
  const { group, ben } = annBenCleo()
  const dragged = ben.state.doc.child(0)
  const moved = ben.state.tr.delete(0, dragged.nodeSize)
  ben.dispatch(moved.insert(moved.doc.content.size, dragged))
  expect(group.credits).toEqual(['A second paragraph./ann', ...first])
  expect(group.deletionMarks).toEqual([])
})

test('somebody else’s words that one deletes and brings back by undo stay theirs', () => {
  const { group, cleo } = annBenCleo()
  const at = positionOf(cleo, 'new')
  cleo.dispatch(cleo.state.tr.delete(at, at + 'new tables'.length))
  expect(group.credits.slice(0, 3)).toEqual(['The  are /ann', 'very /cleo', 'old./ann'])
  undo(cleo.state)
  expect(group.credits).toEqual([...first, 'A second paragraph./ann'])
  redo(cleo.state)
  undo(cleo.state)
  expect(group.credits).toEqual([...first, 'A second paragraph./ann'])
})

test.each([false, true])('and so after a compaction in between: %s', (isCompacted) => {
  const { group, cleo } = annBenCleo()
  const at = positionOf(cleo, 'new')
  cleo.dispatch(cleo.state.tr.delete(at, at + 'new tab'.length))
  if (isCompacted) group.compact()
  undo(cleo.state)
  if (isCompacted) group.compact()
  expect(group.credits).toEqual([...first, 'A second paragraph./ann'])
  expect(group.deletionMarks).toEqual([])
})

test('a whole paragraph that is deleted and brought back, cut and pasted elsewhere', () => {
  const { group, ben } = annBenCleo()
  const paragraph = ben.state.doc.child(0)
  ben.dispatch(ben.state.tr.delete(0, paragraph.nodeSize))
  undo(ben.state)
  expect(group.credits).toEqual([...first, 'A second paragraph./ann'])
  pause(ben)
  ben.dispatch(ben.state.tr.delete(0, paragraph.nodeSize))
  ben.dispatch(ben.state.tr.insert(ben.state.doc.content.size, paragraph))
  expect(group.credits).toEqual(['A second paragraph./ann', ...first])
  expect(group.deletionMarks).toEqual([])
})

test('what is typed anew over deleted words is of who typed it, though it begins alike', () => {
  const { group, ben } = annBenCleo()
  const at = positionOf(ben, 'A second')
  ben.dispatch(ben.state.tr.delete(at, at + 'A second paragraph.'.length))
  for (const [index, letter] of [...'A third'].entries()) ben.type(letter, at + index)
  expect(group.credits).toEqual([...first, 'A third/ben'])
})

test('a letter typed over a selection of whole paragraphs is not taken for one of theirs', () => {
  const { group, ben } = annBenCleo('Hello.\n\nThe tables are old.\n\nhat')
  ben.dispatch(ben.state.tr.insertText('t', 1, ben.state.doc.content.size - 1))
  expect(group.credits).toEqual(['t/ben'])
})

test('in a table that gets a column and loses a row, cells stay whose they are', () => {
  const { group, cleo } = annBenCleo(
    '| The tables are old. | x |\n|---|---|\n| second | y |\n| third | z |',
  )
  select(cleo, positionOf(cleo, 'are'))
  run(cleo, addColumnAfter)
  select(cleo, positionOf(cleo, 'second'))
  run(cleo, deleteRow)
  expect(group.credits).toEqual([...first, 'x/ann', 'third/ann', 'z/ann'])
})

function nodeType(name: string) {
  const type = new WritingGroup('', 'ann').join('ann').state.schema.nodes[name]
  if (type === undefined) throw new Error(name)
  return type
}

function heading() {
  return nodeType('heading')
}

test('what is taken out of a paragraph, and a paragraph that is taken out, is marked with who did it', () => {
  const { group, ben, cleo } = annBenCleo('Before.\n\nThe tables are old.\n\nA second paragraph.')
  const at = positionOf(ben, 'tables')
  ben.dispatch(ben.state.tr.delete(at, at + 'tables '.length))
  const size = cleo.state.doc.child(0).nodeSize
  cleo.dispatch(cleo.state.tr.delete(0, size))
  cleo.dispatch(cleo.state.tr.insertText('X', cleo.state.doc.content.size - 1))
  cleo.dispatch(
    cleo.state.tr.delete(cleo.state.doc.content.size - 2, cleo.state.doc.content.size - 1),
  )
  const expected = ['|cleo', 'The new |ben']
  expect(group.deletionMarks).toEqual(expected)
  group.compact()
  expect(group.deletionMarks).toEqual(expected)
})

test('bold and not bold again takes nothing out', () => {
  const { group, ben, cleo } = annBenCleo()
  const bold = ben.state.schema.marks['bold']?.create()
  if (bold === undefined) throw new Error('bold')
  ben.dispatch(ben.state.tr.addMark(5, 20, bold))
  cleo.dispatch(cleo.state.tr.removeMark(5, 20, bold))
  expect(group.deletionMarks).toEqual([])
  expect(group.credits).toEqual([...first, 'A second paragraph./ann'])
})
