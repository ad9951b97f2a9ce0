interface Ordered {
  fileId: string
  replyTo: string | null
  at: number
}

/**
 * Posts in the order of their numbers: by time, as the file has them where times are equal, and
 * none before the one that it answers.
 */
export function inOrder<T extends Ordered>(posts: readonly T[]): T[] {
  const waiting = posts.toSorted((a, b) => a.at - b.at)
  const ids = new Set(posts.map(({ fileId }) => fileId))
  const placed = new Set<string>()
  const ordered: T[] = []
  while (waiting.length > 0) {
    const isFree = ({ replyTo }: T) => replyTo === null || placed.has(replyTo) || !ids.has(replyTo)
    // A circle of answers is refused with the file; were there one, time decides.
    const [next] = waiting.splice(Math.max(0, waiting.findIndex(isFree)), 1)
    if (!next) break
    placed.add(next.fileId)
    ordered.push(next)
  }
  return ordered
}

const fewestWords = 12

interface Quoting {
  fileId: string
  at: number
  post: { body: string }
}

/**
 * File ids of earlier posts of the topic whose words stand in this one as a Markdown quote. A quote
 * of a few letters could be anybody's and counts for none.
 */
export function quotedBy(quoting: Quoting, all: readonly Quoting[]): string[] {
  const earlier = all.slice(
    0,
    all.findIndex(({ fileId }) => fileId === quoting.fileId),
  )
  const found = quotesIn(quoting.post.body).flatMap(
    (quote) => earlier.findLast(({ post }) => plain(post.body).includes(quote))?.fileId ?? [],
  )
  return [...new Set(found)]
}

function quotesIn(markdown: string): string[] {
  const quotes: string[] = []
  let isOpen = false
  for (const line of markdown.split('\n')) {
    const quoted = /^ {0,3}> ?(.*)$/.exec(line)?.[1]
    if (quoted === undefined) isOpen = false
    else if (isOpen) quotes.push(`${quotes.pop() ?? ''} ${quoted}`)
    else {
      quotes.push(quoted)
      isOpen = true
    }
  }
  return quotes.map(plain).filter((quote) => quote.length >= fewestWords)
}

function plain(markdown: string): string {
  return markdown.replace(/\s+/g, ' ').trim()
}
