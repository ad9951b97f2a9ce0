import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import { draftSchema } from '#shared/editor/draft-schema.ts'
import { draftTemplate } from '#shared/editor/draft-templates.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { restoreUpdate } from '#shared/editor/restore-draft.ts'
import { UnsoundDraft, draftToUpdate, updateToDraft } from '#shared/editor/seed-draft.ts'
import { comparable, randomDoc } from './random-draft.ts'

const marks = ['bold', 'italic', 'strike', 'underline', 'link']
const open = (...updates: Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}
const merged = (...updates: Uint8Array[]) => Y.encodeStateAsUpdate(open(...updates))

test('a seeded draft reads back as it was, and the same seed gives the same bytes', () => {
  fc.assert(
    fc.property(randomDoc(marks, true), (doc) => {
      const update = draftToUpdate(doc, 42)
      expect(comparable(updateToDraft(update).doc)).toEqual(comparable(doc))
      expect(draftToUpdate(doc, 42)).toEqual(update)
    }),
    { numRuns: 100, seed: 3 },
  )
})

test('y-tiptap reads a seeded draft as the schema writes it, defaults included', () => {
  const doc = draftTemplate('minutes', 'en')
  const json = yXmlFragmentToProsemirrorJSON(open(draftToUpdate(doc, 1)).getXmlFragment('default'))
  const read = draftSchema.nodeFromJSON({ ...json, type: 'doc' })
  expect(read.eq(draftSchema.nodeFromJSON(doc))).toBe(true)
})

test('an unsound document is not seeded', () => {
  const doc = { type: 'doc', content: [{ type: 'heading', attrs: { level: 7 } }] }
  expect(() => draftToUpdate(doc, 1)).toThrow(UnsoundDraft)
})

test('H14: restoring makes any text read as any other, by one forward change', () => {
  fc.assert(
    fc.property(randomDoc(marks, true), randomDoc(marks, true), (from, to) => {
      const state = draftToUpdate(from, 1)
      const restored = restoreUpdate([state], to, 2)
      const read = updateToDraft(restored === null ? state : merged(state, restored.update))
      expect(comparable(read.doc)).toEqual(comparable(to))
      expect(read.problems).toEqual([])
    }),
    { numRuns: 200, seed: 9 },
  )
})

test('H14: restoring what stands there already changes nothing', () => {
  const doc = draftTemplate('report', 'fr')
  expect(restoreUpdate([draftToUpdate(doc, 1)], doc, 2)).toBeNull()
})

test('H14: unchanged blocks keep their identity and edits in them survive a restore', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `Paragraph ${index}`)
  const version = markdownToDraft(lines.join('\n\n'))
  const state = draftToUpdate(version, 1)
  const editor = open(state)
  const fragment = editor.getXmlFragment('default')
  fragment.delete(3, 2)
  const added = new Y.XmlElement('paragraph')
  added.insert(0, [new Y.XmlText('added later')])
  fragment.insert(10, [added])
  const edited = Y.encodeStateAsUpdate(editor)
  const { update } = restoreUpdate([edited], version, 7)!

  const colleague = open(edited)
  const twenty = colleague.getXmlFragment('default').get(20) as Y.XmlElement
  ;(twenty.get(0) as Y.XmlText).insert(0, 'Meanwhile: ')
  Y.applyUpdate(colleague, update)

  const restored = updateToDraft(Y.encodeStateAsUpdate(colleague)).doc
  const texts = restored.content?.map((node) => node.content?.[0]?.text)
  expect(texts).toEqual(
    lines.map((line) => (line === 'Paragraph 21' ? `Meanwhile: ${line}` : line)),
  )
  expect(colleague.getXmlFragment('default').toArray()).toContain(twenty)
  expect(update.length).toBeLessThan(250)
})

test('H14: a word that differs is changed inside its paragraph, which stays', () => {
  const state = draftToUpdate(markdownToDraft('The secretariat will **compile** it 😀.'), 1)
  const reader = open(state)
  const paragraph = reader.getXmlFragment('default').get(0)
  const target = markdownToDraft('The secretariat shall compile it 😁.')
  Y.applyUpdate(reader, restoreUpdate([state], target, 2)!.update)
  expect(reader.getXmlFragment('default').get(0)).toBe(paragraph)
  expect(updateToDraft(Y.encodeStateAsUpdate(reader)).doc).toEqual(target)
})
