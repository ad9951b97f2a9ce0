import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { draftSchema } from '#shared/editor/draft-schema.ts'
import { draftToMarkdown } from '#shared/editor/draft-to-markdown.ts'
import { draftToText } from '#shared/editor/draft-to-text.ts'
import {
  type ImportedBracket,
  type ImportedText,
  importedText,
} from '#shared/editor/imported-text.ts'
import { validateDraft } from '#shared/editor/validate-draft.ts'

interface TermFile {
  texts: (ImportedText & { id: string })[]
  brackets: (ImportedBracket & { id: string })[]
  documents: { versions?: ImportedText[] }[]
}

const file = JSON.parse(
  readFileSync(new URL('../../../server/features/demo/gmg-2007.json', import.meta.url), 'utf8'),
) as TermFile
const brackets = Object.fromEntries(file.brackets.map((bracket) => [bracket.id, bracket]))
const bodies = file.documents.flatMap((document) =>
  (document.versions ?? []).filter((version) => version.body !== undefined),
)

test('every text of the GMG term is read whole and fits the schema', () => {
  const sources = [...file.texts, ...bodies]
  expect(sources).toHaveLength(9)
  for (const source of sources) {
    const read = importedText(source, brackets)
    expect(validateDraft(read?.doc)).toEqual([])
    expect(() => draftSchema.nodeFromJSON(read?.doc).check()).not.toThrow()
    const written =
      source.body ??
      source.paragraphs?.map((paragraph) => paragraph.text ?? '').join(' ') ??
      source.markdown ??
      ''
    const missing = [...written.matchAll(/[\p{L}\p{N}]{4,}/gu)]
      .map(([word]) => word)
      .filter((word) => !draftToText(read?.doc ?? { type: 'doc' }).includes(word))
    expect(missing).toEqual([])
  }
})

test('an open bracket shows its options, a resolved one leaves nothing, an empty paragraph is reported', () => {
  const source = file.texts.find((text) => text.id === 'txt-mg-1') ?? {}
  const read = importedText(source, brackets)
  expect(read && { ...read, doc: draftToText(read.doc) }).toEqual({
    doc: [
      '1. Illustrative text. This note invites [members | members and observers] to describe who does what in the field of migration.',
      '2. Members [will | are invited to] send their contributions by 14 December.',
      '3. The secretariat will compile the contributions.',
    ].join('\n'),
    omitted: ['2 bis'],
    oddNumbers: [],
    missingBrackets: [],
  })
})

test('the minutes of 4 December keep their table of actions', () => {
  const source = file.texts.find((text) => text.id === 'txt-min-wl-2') ?? {}
  const markdown = draftToMarkdown(importedText(source)?.doc ?? { type: 'doc' })
  expect(markdown).toContain(
    '| 2 | Confirm the date of the first working-level meeting of 2008 | UNFPA | to be confirmed |',
  )
})

test('numbers are kept as text, odd ones stand before the words, unknown brackets are named', () => {
  const read = importedText({
    paragraphs: [
      { n: '2 bis', text: 'kept' },
      { n: '<script>', text: 'odd' },
      { id: 'p3', runs: ['We ', { bracket: 'gone' }, ' agree', { bracket: 'toString' }, '.'] },
      { id: 'p4', text: '   ' },
    ],
  })
  expect(read).toEqual({
    doc: {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          attrs: { number: '2 bis' },
          content: [{ type: 'text', text: 'kept' }],
        },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '<script> ' },
            { type: 'text', text: 'odd' },
          ],
        },
        { type: 'paragraph', content: [{ type: 'text', text: 'We agree.' }] },
      ],
    },
    omitted: ['p4'],
    oddNumbers: ['<script>'],
    missingBrackets: ['gone', 'toString'],
  })
})

test('a document without text has none', () => {
  expect(importedText({})).toBeNull()
})
