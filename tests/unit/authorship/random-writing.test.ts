import { joinBackward, lift, setBlockType, splitBlock, wrapIn } from '@tiptap/pm/commands'
import { type Command, TextSelection } from '@tiptap/pm/state'
import { redo, undo, yUndoPluginKey } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import type { UndoManager } from 'yjs'
import { SeededRandom } from '#tests/collab/support/seeded-random.ts'
import { editorSchema, type HeadlessView } from '../editor/headless-view.ts'
import { WritingGroup } from './writing-group.ts'

/** Each writes with letters of their own, so that each letter says whose it is. */
const alphabets: Record<string, string> = { ann: 'abcdefgh', ben: 'ijklmnopq', cleo: 'rstuvwxyz' }

interface Writer {
  name: string
  view: HeadlessView
}

/** One thing that people do to a text, at a random place of it. */
type Act = (writer: Writer, random: SeededRandom) => void

function place({ view }: Writer, random: SeededRandom): number {
  const places: number[] = []
  view.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return
    for (let at = 0; at <= node.content.size; at++) places.push(position + 1 + at)
  })
  return random.pick(places)
}

function caret(writer: Writer, at: number): void {
  const { view } = writer
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)))
}

function type(writer: Writer, random: SeededRandom): void {
  const alphabet = alphabets[writer.name] ?? ''
  const start = place(writer, random)
  const length = 1 + random.below(9)
  for (let at = 0; at < length; at++)
    writer.view.type(alphabet.charAt(random.below(alphabet.length)), start + at)
}

/**
 * Two letters at least, and none or two of its last paragraph stay: a single one that is typed
 * again cannot be told from one that came back.
 */
function takeOut(writer: Writer, random: SeededRandom): [number, number] | null {
  const { doc } = writer.view.state
  const [from, to] = [place(writer, random), place(writer, random)].toSorted((a, b) => a - b)
  if (from === undefined || to === undefined || doc.textBetween(from, to).length < 2) return null
  const { parent, parentOffset } = doc.resolve(to)
  return parent.content.size - parentOffset === 1 ? null : [from, to]
}

const at =
  (command: Command): Act =>
  (writer, random) => {
    caret(writer, place(writer, random))
    command(writer.view.state, (transaction) => writer.view.dispatch(transaction))
  }

const acts: Act[] = [
  type,
  type,
  type,
  at(splitBlock),
  at((state, dispatch) => {
    const start = state.selection.$head.start()
    const before = state.apply(state.tr.setSelection(TextSelection.create(state.doc, start)))
    return joinBackward(before, dispatch)
  }),
  at(setBlockType(editorSchema.nodes['heading']!, { level: 2 })),
  at(setBlockType(editorSchema.nodes['paragraph']!)),
  at(wrapIn(editorSchema.nodes['blockquote']!)),
  at(lift),
  (writer, random) => {
    const range = takeOut(writer, random)
    if (range) writer.view.dispatch(writer.view.state.tr.delete(...range))
  },
  (writer, random) => {
    const range = takeOut(writer, random)
    if (!range) return
    const { view } = writer
    const cut = view.state.doc.slice(...range)
    if (cut.content.textBetween(0, cut.content.size).length < 16) return
    view.dispatch(view.state.tr.delete(...range))
    const there = place(writer, random)
    view.dispatch(view.state.tr.replace(there, there, cut))
  },
  ({ view }, random) => {
    const { doc } = view.state
    const index = random.below(doc.childCount)
    let position = 0
    for (let before = 0; before < index; before++) position += doc.child(before).nodeSize
    const dragged = view.state.tr.delete(position, position + doc.child(index).nodeSize)
    if (doc.childCount > 1)
      view.dispatch(dragged.insert(dragged.doc.content.size, doc.child(index)))
  },
  ({ view }) => void undo(view.state),
  ({ view }) => void redo(view.state),
]

/** What the next one does is undone apart. */
function pause({ view }: Writer): void {
  const state = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager }
  state.undoManager.stopCapturing()
}

/** 201: one undo brought back what two deletions had taken out. */
const seeds = [...Array.from({ length: 30 }, (_, seed) => seed), 201]

test.each(seeds)(
  'three write, split, join, restyle, drag, cut, undo: each letter stays whose it is (seed %i)',
  (seed) => {
    const random = new SeededRandom(seed)
    const group = new WritingGroup('abcdefgh abcdefgh\n\nhgfedcba', 'ann')
    const writers = Object.keys(alphabets).map((name) => ({ name, view: group.join(name) }))
    for (let step = 0; step < 30; step++) {
      const writer = random.pick(writers)
      random.pick(acts)(writer, random)
      pause(writer)
      if (random.chance(0.1)) group.compact()
      expect(wrong(group), `step ${step}`).toEqual([])
    }
  },
)

function wrong(group: WritingGroup): string[] {
  return group.credits.filter((credit) => {
    const [words = '', name = ''] = credit.split('/')
    const own = alphabets[name] ?? ''
    return [...words].some((letter) => letter !== ' ' && !own.includes(letter))
  })
}
