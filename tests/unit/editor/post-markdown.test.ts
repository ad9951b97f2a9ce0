import { expect, test } from 'vitest'
import { isPostLink } from '#shared/editor/markdown-flavour.ts'
import { mentionsIn } from '#shared/editor/mention-link.ts'
import { markdownToPost, postToMarkdown } from '#shared/editor/post-markdown.ts'
import { postSchema } from '#shared/editor/post-schema.ts'

test('a mention is a link to a person or an agency, both ways', () => {
  const markdown = 'Thanks, [@Chair’s office](person:p1), from [@IOM](agency:a1).'
  const doc = markdownToPost(markdown)
  expect(doc.content?.[0]?.content).toEqual([
    { type: 'text', text: 'Thanks, ' },
    { type: 'mention', attrs: { kind: 'person', id: 'p1', label: 'Chair’s office' } },
    { type: 'text', text: ', from ' },
    { type: 'mention', attrs: { kind: 'agency', id: 'a1', label: 'IOM' } },
    { type: 'text', text: '.' },
  ])
  expect(postToMarkdown(doc)).toBe(markdown)
  expect(mentionsIn(`${markdown} [@IOM](agency:a1)`)).toEqual([
    { kind: 'person', id: 'p1' },
    { kind: 'agency', id: 'a1' },
  ])
})

test('code, quotes, tables, lists and links to posts come back as they were written', () => {
  const markdown = [
    '> [UN/DESA wrote](/topics/t1#post-4):',
    '>',
    '> the text',
    '',
    'Use `a|b` or ``a`b``, **bold** and *italic*.\\\nSecond line.',
    '',
    '1. one',
    '2. two',
    '   - inner',
    '',
    '```',
    'x = 1',
    '```',
    '',
    '| A | B |',
    '| --- | --- |',
    '| 1 | 2 |',
  ].join('\n')
  expect(postToMarkdown(markdownToPost(markdown))).toBe(markdown)
})

test('what is read fits the composer’s schema, headings and pictures included', () => {
  const markdown =
    '# Head\n\n- # in a list\n\n![a picture](/api/files/f1)\n\n| A |\n|---|\n| <br> |\n\n- - nested'
  const doc = markdownToPost(markdown)
  expect(() => postSchema.nodeFromJSON(doc).check()).not.toThrow()
  expect(doc.content?.[0]).toEqual({
    type: 'paragraph',
    content: [{ type: 'text', text: 'Head', marks: [{ type: 'bold' }] }],
  })
})

test('addresses that run scripts or leave the site unseen stay words', () => {
  for (const href of ['javascript:alert(1)', 'data:text/html,x', '//evil.example']) {
    const doc = markdownToPost(`[click](${href})`)
    expect(JSON.stringify(doc)).not.toContain('"link"')
  }
  expect(['/\\evil.example', '/a b', '/x'].map(isPostLink)).toEqual([false, false, true])
})

test('a plain post needs no signs: brackets, underscores and hyphens stay as typed', () => {
  const text = 'Members [will | are invited to] send file_name-v2 (draft), 50 % & more - soon.'
  const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
  expect(postToMarkdown(doc)).toBe(text)
})
