import type { DraftNode } from '#shared/editor/draft-node.ts'

/** Words of no meaning, of a length as in English; the same for the same number. */
function words(from: number, characters: number): string {
  let text = ''
  let seed = from
  while (text.length < characters) {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    const word = seed.toString(36).slice(0, 2 + (seed % 9))
    text += text === '' ? word : ` ${word}`
  }
  return `${text.slice(0, characters - 1)}.`
}

const paragraph = (text: string): DraftNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
})

/**
 * A text of as many pages of 3,000 characters: a heading, five paragraphs and a list on each. Its
 * last words are `the end of page <n>`.
 */
export function longText(pages: number): DraftNode {
  const content: DraftNode[] = []
  for (let page = 1; page <= pages; page++) {
    content.push({
      type: 'heading',
      attrs: { level: 1 + (page % 3) },
      content: [{ type: 'text', text: `Page ${page}` }],
    })
    for (let index = 0; index < 5; index++) content.push(paragraph(words(page * 31 + index, 500)))
    const item = (index: number): DraftNode => ({
      type: 'listItem',
      content: [paragraph(words(page * 31 + 7 + index, 160))],
    })
    content.push({ type: 'bulletList', content: [item(0), item(1), item(2)] })
  }
  content.push(paragraph(`the end of page ${pages}`))
  return { type: 'doc', content }
}
