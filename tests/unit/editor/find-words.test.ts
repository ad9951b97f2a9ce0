import { expect, test } from 'vitest'
import { draftSchema } from '#shared/editor/draft-schema.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { WordIndex } from '../../../client/features/drafts/find-words.ts'

/** The text between the two positions that were found for these words. */
function found(markdown: string, words: string): string | null {
  const doc = draftSchema.nodeFromJSON(markdownToDraft(markdown))
  const range = new WordIndex(doc).find(words)
  return range && doc.textBetween(range.from, range.to, '\n')
}

test('words are found across marks', () => {
  expect(found('Members **will** send *their* text.', 'will send their')).toBe('will send their')
})

test('words that run over paragraphs and list items are found as they were quoted', () => {
  const text = 'First line.\n\n- one\n- two\n\nLast.'
  expect(found(text, 'line.\none\ntwo')).toBe('line.\none\ntwo')
})

test('blanks of another number or kind do not hide the words', () => {
  expect(found('By 14\u00A0December at the latest.', '14 December  at')).toBe('14\u00A0December at')
})

test('the first of several places is taken', () => {
  const doc = draftSchema.nodeFromJSON(markdownToDraft('Same.\n\nSame.'))
  expect(new WordIndex(doc).find('Same.')).toEqual({ from: 1, to: 6 })
})

test('words that are gone are not found, and nothing is no words', () => {
  expect(found('Members will send.', 'Members may send.')).toBeNull()
  expect(found('Members will send.', '  ')).toBeNull()
})
