import { expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { localCopyName } from '../../../client/editor/connection/local-copy.ts'
import { asAddress } from '../../../client/editor/draft/link-address.ts'
import { presentPeople } from '../../../client/editor/draft/presence-state.ts'
import { looksLikeMarkdown } from '../../../client/editor/post/pasted-markdown.ts'

test('a typed address is completed, and what is none is refused', () => {
  expect(
    [
      'un.org/x',
      ' https://un.org ',
      'a@un.org',
      'javascript:alert(1)',
      'two words',
      '/topics/1',
    ].map((typed) => asAddress(typed)),
  ).toEqual(['https://un.org/x', 'https://un.org', 'mailto:a@un.org', null, null, null])
  expect(asAddress('/topics/1', true)).toBe('/topics/1')
})

test('pasted text is read as Markdown only where it has its signs', () => {
  const marked = ['- one\n- two', 'see [this](https://un.org)', '**bold**', '| a | b |', '> quoted']
  const plain = [
    'an e-mail - with a dash',
    '3.5 per cent',
    'a * b',
    '[members | observers]',
    '#tag',
  ]
  expect(marked.map(looksLikeMarkdown)).toEqual(marked.map(() => true))
  expect(plain.map(looksLikeMarkdown)).toEqual(plain.map(() => false))
})

test('people are shown once, writers first, without oneself, and colours are colours', () => {
  const awareness = new Awareness(new Y.Doc())
  const colour = { light: '#35506b', dark: '#9db6cf' }
  const chair = { name: 'Chair’s office', plate: 'UN/DESA', agency: 'UN DESA', colour }
  awareness.states.set(1, {
    user: {
      name: 'Focal point',
      plate: 'IOM',
      agency: 'IOM',
      colour: { light: 'url(x)', dark: 'red' },
    },
  })
  awareness.states.set(2, { user: chair, cursor: null })
  awareness.states.set(3, { user: chair, cursor: { anchor: {}, head: {} } })
  awareness.states.set(4, { user: null })
  awareness.setLocalState({ user: { ...chair, name: 'Myself' } })
  const people = presentPeople(awareness)
  awareness.destroy()
  expect(people).toEqual([
    { key: 'UN/DESA/Chair’s office', ...chair, isWriting: true },
    {
      key: 'IOM/Focal point',
      name: 'Focal point',
      plate: 'IOM',
      agency: 'IOM',
      colour: { light: '#46514d', dark: '#b7c1bc' },
      isWriting: false,
    },
  ])
})

test('H20: two persons, two installations and two epochs never share a copy on the device', () => {
  const names = [
    localCopyName({ installation: 'i1', personId: 'p1' }, 'd1', 1),
    localCopyName({ installation: 'i1', personId: 'p2' }, 'd1', 1),
    localCopyName({ installation: 'i2', personId: 'p1' }, 'd1', 1),
    localCopyName({ installation: 'i1', personId: 'p1' }, 'd1', 2),
    localCopyName({ installation: 'i1', personId: 'p1' }, 'd2', 1),
  ]
  expect(new Set(names).size).toBe(names.length)
})
