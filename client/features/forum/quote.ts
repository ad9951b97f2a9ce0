import type { Post } from '#shared/contracts/forum.ts'

/** Only what a post's own words could be read as: a quotation says them as they were said. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_~[\]<]/g, '\\$&')
    .replace(/^(\s*)([#>+-]|\d+[.)])(?=\s)/gm, (_, blank: string, sign: string) =>
      sign.length === 1 ? `${blank}\\${sign}` : `${blank}${sign.slice(0, -1)}\\${sign.slice(-1)}`,
    )
}

/** `source` is the line that names and links the post quoted, such as "Ms Person, post 5". */
function quotation(post: Post, source: string, markdown: string): string {
  const link = `[${escapeMarkdown(source)}](#${post.number})`
  return [link, '', ...markdown.trim().split('\n')]
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

/** Words that a reader selected in a post, paragraphs apart. */
export function quoteWords(post: Post, source: string, words: string): string {
  const paragraphs = words.split(/\n+/).map((line) => line.trim())
  const markdown = paragraphs.filter((line) => line !== '').map(escapeMarkdown)
  return quotation(post, source, markdown.join('\n\n'))
}

/** A whole post, without what it quotes itself. */
export function quotePost(post: Post, source: string): string {
  const own = post.markdown.split('\n').filter((line) => !line.startsWith('>'))
  return quotation(post, source, own.join('\n').replace(/\n{3,}/g, '\n\n'))
}
