import { describe, expect, test } from 'vitest'
import { renderPost } from '#server/features/forum/rendered-post.ts'
import type { Post } from '#shared/contracts/forum.ts'
import { markdownToPost, postToMarkdown } from '#shared/editor/post-markdown.ts'
import { quotePost, quoteWords } from '../../../client/features/forum/quote.ts'

const post = { number: 7, markdown: 'We **agree**.\n\n> Older words.\n\nBy Friday.' } as Post
const rendered = (markdown: string) => renderPost(markdown, { mentions: new Map() })

describe('a quotation', () => {
  test('of a post leaves out what that post quotes, and links to it', async () => {
    const markdown = quotePost(post, 'Ana Costa, post 7')
    expect(markdown).toBe('> [Ana Costa, post 7](#7)\n>\n> We **agree**.\n>\n> By Friday.')
    expect((await rendered(markdown)).quotedNumbers).toEqual([7])
  })

  test('of selected words says them as they are, even where they look like signs', async () => {
    const words = '1. not a list\n# not a heading\n*not* emphasis, [not](a link), <b>'
    const { html } = await rendered(quoteWords(post, 'Ana, post 7', words))
    expect(html).toContain('1. not a list')
    expect(html).toContain('# not a heading')
    expect(html).toContain('*not* emphasis, [not](a link), &lt;b&gt;')
    expect(html).not.toMatch(/<(ol|em|strong|b)>/)
  })

  test('of somebody whose name has brackets still links', async () => {
    const { quotedNumbers } = await rendered(quoteWords(post, 'Unit [A], post 7', 'Yes'))
    expect(quotedNumbers).toEqual([7])
  })

  test('goes through the composer unchanged', () => {
    const markdown = quotePost(post, 'Ana Costa, post 7')
    expect(postToMarkdown(markdownToPost(markdown)).trim()).toBe(markdown)
  })
})
