import { describe, expect, test } from 'vitest'
import { renderPost } from '#server/features/forum/index.ts'

const person = 'person:0123456789abcdef'
const agency = 'agency:fedcba9876543210'
const mentions = new Map([
  [person, 'Ana Silva'],
  [agency, 'UNITAR'],
])

const html = async (markdown: string) => (await renderPost(markdown, { mentions })).html

describe('rendering a post', () => {
  test('paragraphs, lists and tables find their own direction', async () => {
    expect(await html('One\n\n- two\n\n| a |\n|:-:|\n| b |')).toBe(
      '<p dir="auto">One</p>\n<ul>\n<li dir="auto">two</li>\n</ul>\n' +
        '<table>\n<thead>\n<tr>\n<th dir="auto" align="center">a</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td dir="auto" align="center">b</td>\n</tr>\n</tbody>\n</table>\n',
    )
  })

  test('headings become bold words, so that the page keeps its own outline', async () => {
    expect(await html('# Agenda *today*')).toBe(
      '<p dir="auto"><strong>Agenda <em>today</em></strong></p>\n',
    )
  })

  test('links out carry rel, and words that look like domains stay words', async () => {
    expect(await html('[a](https://un.org) https://ilo.org agenda.int')).toBe(
      '<p dir="auto"><a href="https://un.org" rel="nofollow noopener noreferrer">a</a> ' +
        '<a href="https://ilo.org" rel="nofollow noopener noreferrer">https://ilo.org</a> agenda.int</p>\n',
    )
  })

  test('a mention of someone who may read becomes a span with the server’s own name', async () => {
    const rendered = await renderPost(`Ask [@Someone else](${person}) and [@x](${agency}).`, {
      mentions,
    })
    expect(rendered).toEqual({
      html:
        '<p dir="auto">Ask <span class="mention" data-mention="person" data-id="0123456789abcdef">' +
        '@Ana Silva</span> and <span class="mention" data-mention="agency" data-id="fedcba9876543210">' +
        '@UNITAR</span>.</p>\n',
      excerpt: 'Ask @Ana Silva and @UNITAR.',
      mentions: { personIds: ['0123456789abcdef'], agencyIds: ['fedcba9876543210'] },
      quotedNumbers: [],
    })
  })

  test('H15: a mention of someone who may not read stays words and names nobody', async () => {
    const rendered = await renderPost('[@Ana](person:ffffffffffff)', { mentions })
    expect(rendered).toMatchObject({
      html: '<p dir="auto">@Ana</p>\n',
      mentions: { personIds: [], agencyIds: [] },
    })
  })

  test('a quote points to the post it quotes, and is left out of the excerpt', async () => {
    const rendered = await renderPost('> [UNITAR, post 3](#3)\n>\n> words\n\nI agree.', {
      mentions,
    })
    expect(rendered).toMatchObject({
      html:
        '<blockquote>\n<p dir="auto"><a href="#3" data-post="3">UNITAR, post 3</a></p>\n' +
        '<p dir="auto">words</p>\n</blockquote>\n<p dir="auto">I agree.</p>\n',
      excerpt: 'I agree.',
      quotedNumbers: [3],
    })
  })

  test('the attribution may also stand before the quote', async () => {
    const rendered = await renderPost('[Post 12](#12):\n\n> words\n\nYes.', { mentions })
    expect(rendered).toMatchObject({ excerpt: 'Yes.', quotedNumbers: [12] })
  })

  test('pictures of this installation are shown, others stay their words', async () => {
    expect(
      await html('![plan](/api/files/0123456789abcdef) ![spy](https://evil.example/p.gif)'),
    ).toBe(
      '<p dir="auto"><img src="/api/files/0123456789abcdef/picture" alt="plan" loading="lazy" /> spy</p>\n',
    )
  })

  test('an excerpt is cut between words and never in half of a character', async () => {
    const { excerpt } = await renderPost('word '.repeat(100), { mentions })
    expect(excerpt).toMatch(/^(word )+word…$/)
    expect(excerpt.length).toBeLessThanOrEqual(201)
    const emoji = await renderPost('😀'.repeat(300), { mentions })
    expect(emoji.excerpt.isWellFormed()).toBe(true)
  })
})
