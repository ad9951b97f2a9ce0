import { redo, undo } from '@tiptap/y-tiptap'
import type { Editor } from '@tiptap/core'
import { beforeEach, expect, test } from 'vitest'
import { forgetUndo } from '../../../client/editor/draft/forget-undo.ts'
import { BoundPerson } from './bound-person.ts'

let me: BoundPerson
let other: BoundPerson

beforeEach(() => {
  me = new BoundPerson('The agenda was adopted.\n\nThe chair thanked the members.')
  other = new BoundPerson('The agenda was adopted.\n\nThe chair thanked the members.')
})

test('the caret stays between its letters when others write before it, in its own paragraph and above', () => {
  me.select(me.at('thanked'))
  other.type('Indeed, t', other.at('The chair'))
  other.type('Yes. ', other.at('The agenda'))
  me.receive(other)
  expect(me.caret).toBe('Indeed, tThe chair []thanked the members.')
})

test.each([
  ['the last line of a list', 'First.\n\n- one\n- two\n\nLast.', 'two'],
  ['a list in a list', 'First.\n\n- one\n  - two\n\nLast.', 'two'],
  ['a quotation', 'First.\n\n> two\n\nLast.', 'two'],
  ['the last cell of a table', 'First.\n\n| a | b |\n|---|---|\n| one | two |\n\nLast.', 'two'],
])(
  'who types at the end of %s goes on there, however often others write elsewhere',
  (_, text, at) => {
    me = new BoundPerson(text)
    other = new BoundPerson(text)
    const typed = ' and a few more words'
    me.select(me.at(at) + at.length)
    for (const letter of typed) {
      const { from } = me.view.state.selection
      me.type(letter, from)
      other.type('x', other.at('irst.'))
      me.receive(other)
      other.receive(me)
      expect(me.caret.startsWith(at)).toBe(true)
    }
    expect(me.caret).toBe(`${at}${typed}[]`)
    expect(other.words).toBe(me.words)
  },
)

test('what others write inside a selection becomes part of it', () => {
  me.select(me.at('chair'), me.at(' the members'))
  other.type('warmly ', other.at('thanked'))
  me.receive(other)
  expect(me.caret).toBe('The [chair warmly thanked] the members.')
})

test('when others take away the words around it, the caret stands where they were', () => {
  me.select(me.at('nked'))
  other.delete('thanked ')
  me.receive(other)
  expect(me.caret).toBe('The chair []the members.')
})

test('when others take away the paragraph, the caret goes to its neighbour and not to the top', () => {
  me = new BoundPerson('First.\n\nSecond.\n\nThird.')
  other = new BoundPerson('First.\n\nSecond.\n\nThird.')
  me.select(me.at('cond'))
  const from = other.at('Second.') - 1
  other.view.dispatch(other.view.state.tr.delete(from, from + 'Second.'.length + 2))
  me.receive(other)
  expect(['First.[]', '[]Third.']).toContain(me.caret)
})

test.each([
  ['before the caret', 'thanked', '[]thanked the members.', 'members'],
  ['behind the caret', 'the members', 'The chair []thanked ', 'thanked'],
])(
  'the caret stays with its letters when others split the paragraph %s',
  (_, at, expected, caretAt) => {
    me.select(me.at(caretAt))
    other.split(other.at(at))
    me.receive(other)
    expect(me.caret).toBe(caretAt === 'members' ? 'thanked the []members.' : expected)
  },
)

test('the caret stays with its letters when others make a heading of the paragraph', () => {
  me.select(me.at('thanked'), me.at(' the members'))
  other.toHeading(other.at('chair'))
  me.receive(other)
  expect(me.caret).toBe('The chair [thanked] the members.')
  expect(me.view.state.selection.$from.parent.type.name).toBe('heading')
})

test('undo takes back one’s own words after others wrote into the same paragraph', () => {
  me.type('warmly ', me.at('thanked'))
  other.receive(me)
  other.type(' all', other.at(' the members'))
  me.receive(other)
  undo(me.view.state)
  expect(me.words).toBe('The agenda was adopted.\nThe chair thanked all the members.')
  redo(me.view.state)
  expect(me.words).toBe('The agenda was adopted.\nThe chair warmly thanked all the members.')
})

test('undo takes back one’s own words after others split their paragraph, and leaves the split', () => {
  me.type('warmly ', me.at('thanked'))
  other.receive(me)
  other.split(other.at('warmly'))
  me.receive(other)
  undo(me.view.state)
  other.receive(me)
  expect(me.words).toBe(other.words)
  expect(me.words).toContain('The chair')
  expect(me.words).toContain('thanked the members.')
})

test('undo of words in a paragraph that others replaced changes nothing of theirs', () => {
  me.type('warmly ', me.at('thanked'))
  other.receive(me)
  other.toHeading(other.at('chair'))
  other.type(' At length', other.at('The chair'))
  me.receive(other)
  const before = me.words
  undo(me.view.state)
  other.receive(me)
  expect(me.words).toBe(before)
  expect(other.words).toBe(before)
})

test('undo of a deletion brings one’s own back and nothing that others deleted meanwhile', () => {
  me.delete('thanked ')
  other.receive(me)
  other.delete('The agenda')
  me.receive(other)
  undo(me.view.state)
  expect(me.words).toBe('was adopted.\nThe chair thanked the members.')
})

test('after a version was restored nothing from before it can be undone or redone', () => {
  me.type('warmly ', me.at('thanked'))
  me.type('Yes. ', 1)
  undo(me.view.state)
  const before = me.words
  const editor = { isDestroyed: false, state: me.view.state, view: me.view }
  forgetUndo(editor as unknown as Editor)
  undo(me.view.state)
  redo(me.view.state)
  expect(me.words).toBe(before)
})
