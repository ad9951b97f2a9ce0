import { afterEach, expect, test, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { caretPlugin, caretsKey } from '../../../client/editor/carets/caret-plugin.ts'
import { positionOf } from '../../../client/editor/carets/shared-positions.ts'
import { presenceSource } from '../../../client/editor/draft/presence-state.ts'
import { BoundPerson } from './bound-person.ts'
import { editorSchema } from './headless-view.ts'

// What a draft of 300 pages and a room of 200 people cost is a matter of how much is done over again.

const PEOPLE = 200
const long = Array.from({ length: 300 }, (_, index) => `Paragraph ${index} of the text.`).join(
  '\n\n',
)

afterEach(() => vi.restoreAllMocks())

/** A reader of a long text with 200 others, each with the caret in a paragraph of its own. */
function crowdedRoom() {
  const awareness = new Awareness(new Y.Doc())
  const locate = vi.fn<typeof positionOf>(positionOf)
  const due: (() => void)[] = []
  const soon = (task: () => void) => void due.push(task)
  const me = new BoundPerson(long, [caretPlugin(awareness, { locate, soon })])
  const frame = () => {
    for (const task of due.splice(0)) task()
  }
  const others = Array.from({ length: PEOPLE }, () => new Awareness(new Y.Doc()))
  const say = (other: Awareness, state: object) => {
    other.setLocalState(state as Record<string, unknown>)
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), 'server')
  }
  const cursorIn = (paragraph: number, letter: number) => {
    const element = me.doc.getXmlFragment('default').get(paragraph) as Y.XmlElement
    const position = Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(element.get(0) as Y.XmlText, letter, -1),
    )
    return { anchor: position, head: position }
  }
  const user = (index: number) => ({ name: `Person ${index}`, plate: 'IOM', agency: 'IOM' })
  const move = (index: number, letter: number) =>
    say(others[index] as Awareness, { user: user(index), cursor: cursorIn(index, letter) })
  others.forEach((_, index) => move(index, 4))
  frame()
  locate.mockClear()
  return { me, awareness, locate, frame, move }
}

test('a key of somebody else reads one paragraph anew, not the text', () => {
  const [me, other] = [new BoundPerson(long), new BoundPerson(long)]
  other.type('x', other.at('Paragraph 250'))
  const made = Object.values(editorSchema.nodes).map((type) => vi.spyOn(type, 'createAndFill'))
  me.receive(other)
  expect(made.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBe(1)
  expect(me.view.state.doc.child(250).textContent).toBe('xParagraph 250 of the text.')
})

test('H22: one caret that moves among 200 is the only one that is looked for', () => {
  const { me, locate, frame, move } = crowdedRoom()
  const places = () =>
    (caretsKey.getState(me.view.state)?.decorations.find() ?? []).map(({ from }) => from)
  const before = places()
  move(7, 9)
  frame()
  expect(locate).toHaveBeenCalledTimes(2)
  expect(places()).toEqual(before.map((from, index) => (index === 7 ? from + 5 : from)))
})

test('H22: a key of somebody else looks for the carets of its paragraph alone, and all stay right', () => {
  const { me, locate, frame } = crowdedRoom()
  const other = new BoundPerson(long)
  other.type('Longer: ', other.at('Paragraph 3 '))
  me.receive(other)
  frame()
  expect(locate).toHaveBeenCalledTimes(2)
  const { doc } = me.view.state
  const shown = (caretsKey.getState(me.view.state)?.decorations.find() ?? []).map(
    ({ from }) => `${doc.resolve(from).parent.textContent}, ${doc.resolve(from).parentOffset}`,
  )
  expect(shown[2]).toBe('Paragraph 2 of the text., 4')
  expect(shown[3]).toBe('Longer: Paragraph 3 of the text., 12')
  expect(shown[4]).toBe('Paragraph 4 of the text., 4')
})

test('H22: what others type is no reason to announce one’s own caret anew', () => {
  const { me, awareness } = crowdedRoom()
  me.view.isFocused = true
  me.select(me.at('Paragraph 100') + 3)
  const announced: unknown[] = []
  awareness.on('update', (_change: unknown, origin: unknown) => announced.push(origin))
  const other = new BoundPerson(long)
  other.type('x', other.at('Paragraph 3 '))
  other.type('y', other.at('Paragraph 200'))
  me.receive(other)
  expect(announced).toEqual([])
  me.select(me.at('Paragraph 100') + 5)
  expect(announced).toEqual(['local'])
})

test('H22: carets that move draw the list of those present not once', () => {
  const { awareness, frame, move } = crowdedRoom()
  const { look, subscribe } = presenceSource(awareness)
  const shown = look()
  expect(shown).toHaveLength(PEOPLE)
  let drawn = 0
  const stop = subscribe(() => {
    if (look() !== shown) drawn += 1
  })
  for (let index = 0; index < 20; index++) move(index, 6)
  frame()
  stop()
  expect(drawn).toBe(0)
})
