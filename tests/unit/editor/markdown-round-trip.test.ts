import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftToMarkdown } from '#shared/editor/draft-to-markdown.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { markdownToPost, postToMarkdown } from '#shared/editor/post-markdown.ts'
import { validateDraft } from '#shared/editor/validate-draft.ts'
import { comparable, randomDoc } from './random-draft.ts'

test('a draft that is written as Markdown reads back as the same draft', () => {
  fc.assert(
    fc.property(randomDoc(['bold', 'italic', 'strike', 'underline', 'link'], true), (doc) => {
      const markdown = draftToMarkdown(doc)
      expect({ markdown, doc: comparable(markdownToDraft(markdown)) }).toEqual({
        markdown,
        doc: comparable(doc),
      })
    }),
    { numRuns: 250, seed: 20071204 },
  )
})

test('a post that is written as Markdown reads back as the same post', () => {
  fc.assert(
    fc.property(randomDoc(['bold', 'italic', 'strike', 'link'], false), (doc) => {
      const markdown = postToMarkdown(doc)
      expect({ markdown, doc: comparable(markdownToPost(markdown)) }).toEqual({
        markdown,
        doc: comparable(doc),
      })
    }),
    { numRuns: 250, seed: 20071217 },
  )
})

test('any Markdown, however odd, becomes a sound draft', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '> ',
          '- ',
          '1. ',
          '# ',
          '|a|b|\n|-|-|\n',
          '![x](/api/files/a)',
          '<u>',
          '</u>',
          '<br>',
          '`',
          '**',
          'word ',
          '\n',
          '    ',
          '[x](javascript:y)',
        ),
        { maxLength: 60 },
      ),
      (parts) => {
        expect(validateDraft(markdownToDraft(parts.join('')))).toEqual([])
      },
    ),
    { numRuns: 500, seed: 1 },
  )
})

test('quotes nested a hundred deep are opened out within the bound of depth', () => {
  expect(validateDraft(markdownToDraft(`${'> '.repeat(90)}deep`))).toEqual([])
})
