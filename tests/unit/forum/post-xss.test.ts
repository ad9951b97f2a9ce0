import sanitizeHtml from 'sanitize-html'
import { describe, expect, test } from 'vitest'
import { renderPost } from '#server/features/forum/index.ts'
import { xssCorpus } from './xss-corpus.ts'

const elements = new Set(
  'p br hr strong em s code pre blockquote ul ol li table thead tbody tr th td a img span'.split(
    ' ',
  ),
)
const attributes: Record<string, RegExp> = {
  href: /^(https?:\/\/|mailto:|#\d+$|\/(?![/\\]))/i,
  rel: /^nofollow noopener noreferrer$/,
  'data-post': /^\d+$/,
  src: /^\/api\/files\/[0-9a-z]+\/picture$/,
  alt: /^/,
  loading: /^lazy$/,
  class: /^mention$/,
  'data-mention': /^(person|agency)$/,
  'data-id': /^[0-9a-z]+$/,
  start: /^\d+$/,
  dir: /^auto$/,
  align: /^(left|center|right)$/,
}

/** What a parser of HTML finds in this that a post may not hold. */
function offences(html: string): string[] {
  const found: string[] = []
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    transformTags: {
      '*': (tagName, given) => {
        if (!elements.has(tagName)) found.push(`<${tagName}>`)
        for (const [key, value] of Object.entries(given)) {
          if (!attributes[key]?.test(value)) found.push(`${tagName} ${key}=${value}`)
        }
        return { tagName, attribs: given }
      },
    },
  })
  return found
}

describe('what others write cannot run', () => {
  test.each(xssCorpus.map((text) => [text.slice(0, 60), text]))('%j', async (_, text) => {
    const { html } = await renderPost(text, {
      mentions: new Map([['person:0123456789abcdef', '<b>Ana</b>']]),
    })
    expect(offences(html)).toEqual([])
  })

  test('the check itself finds what it looks for', () => {
    expect(offences('<img src=x onerror=alert(1)><a href="javascript:x">y</a><svg>')).toEqual([
      'img src=x',
      'img onerror=alert(1)',
      'a href=javascript:x',
      '<svg>',
    ])
  })
})
