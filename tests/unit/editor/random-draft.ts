import fc from 'fast-check'
import type { DraftMark, DraftNode } from '#shared/editor/draft-node.ts'

const word = fc.oneof(
  fc.stringMatching(/^[a-zA-Z]{1,6}$/),
  fc.constantFrom(
    '中文。',
    'مرحبا',
    '2 bis',
    '*',
    '_x_',
    '[a]',
    '(b)',
    '~~',
    '<b>',
    '&amp;',
    '`',
    '\\',
    '#',
    '1.',
    '-',
    '|',
    '!',
    'a_b',
    '“q”',
    '.',
  ),
)
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '))

function markSet(names: readonly string[]): fc.Arbitrary<DraftMark[]> {
  return fc
    .subarray([...names], { maxLength: 2 })
    .map((chosen) =>
      chosen.map((type) =>
        type === 'link' ? { type, attrs: { href: 'https://example.org/a_(b)' } } : { type },
      ),
    )
}

/** Inline content: runs of words with up to two marks, in the order in which a schema has them. */
export function inlineContent(names: readonly string[]): fc.Arbitrary<DraftNode[]> {
  const run = fc
    .tuple(words, markSet(names))
    .map(([text, marks]): DraftNode =>
      marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text },
    )
  const rest = fc.oneof(
    { weight: 6, arbitrary: run },
    { weight: 1, arbitrary: fc.constant<DraftNode>({ type: 'hardBreak' }) },
  )
  return fc
    .tuple(run, fc.array(rest, { maxLength: 4 }), run)
    .map(([first, middle, last]) => joinRuns([first, ...middle, last]))
}

function joinRuns(nodes: DraftNode[]): DraftNode[] {
  const joined: DraftNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (
      last?.text !== undefined &&
      node.text !== undefined &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks)
    )
      joined[joined.length - 1] = { ...last, text: last.text + node.text }
    else joined.push(node)
  }
  return joined
}

function block(
  names: readonly string[],
  hasHeadings: boolean,
  depth: number,
): fc.Arbitrary<DraftNode> {
  const inline = inlineContent(names)
  const paragraph = inline.map((content): DraftNode => ({ type: 'paragraph', content }))
  const heading = fc
    .tuple(fc.integer({ min: 1, max: 3 }), inline)
    .map(([level, content]): DraftNode => ({
      type: 'heading',
      attrs: { level },
      content: content.filter((node) => node.type === 'text'),
    }))
    .map((node) => ({ ...node, content: joinRuns(node.content ?? []) }))
  const leaves = hasHeadings
    ? [paragraph, heading, fc.constant<DraftNode>({ type: 'horizontalRule' })]
    : [paragraph, fc.constant<DraftNode>({ type: 'horizontalRule' })]
  if (depth === 0) return fc.oneof(...leaves)
  const inner = fc.array(block(names, hasHeadings, depth - 1), { maxLength: 2 })
  const item = fc
    .tuple(paragraph, inner)
    .map(([first, others]): DraftNode => ({ type: 'listItem', content: [first, ...others] }))
  const items = fc.array(item, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    ...leaves,
    items.map((content): DraftNode => ({ type: 'bulletList', content })),
    items.map((content): DraftNode => ({ type: 'orderedList', content })),
    fc
      .tuple(paragraph, inner)
      .map(([first, others]): DraftNode => ({ type: 'blockquote', content: [first, ...others] })),
    table(inline),
  )
}

function table(inline: fc.Arbitrary<DraftNode[]>): fc.Arbitrary<DraftNode> {
  const cell = (type: string) =>
    inline.map((content): DraftNode => ({
      type,
      content: [
        { type: 'paragraph', content: joinRuns(content.filter((node) => node.type === 'text')) },
      ],
    }))
  const row = (type: string) =>
    fc
      .array(cell(type), { minLength: 2, maxLength: 2 })
      .map((content): DraftNode => ({ type: 'tableRow', content }))
  return fc
    .tuple(row('tableHeader'), fc.array(row('tableCell'), { maxLength: 2 }))
    .map(([head, rows]): DraftNode => ({ type: 'table', content: [head, ...rows] }))
}

/** Documents of up to five blocks, three levels deep. */
export function randomDoc(names: readonly string[], hasHeadings: boolean): fc.Arbitrary<DraftNode> {
  return fc
    .array(block(names, hasHeadings, 2), { minLength: 1, maxLength: 5 })
    .map((content): DraftNode => ({ type: 'doc', content }))
}

/** Marks of a run have no order; writers put blanks at the rim of a mark outside it. */
export function comparable(node: DraftNode): unknown {
  const content = node.content?.map(comparable)
  const marks = node.marks
    ?.map((mark) => `${mark.type}${String(mark.attrs?.['href'] ?? '')}`)
    .toSorted()
  return {
    type: node.type,
    ...(node.attrs && { attrs: node.attrs }),
    ...(content && { content }),
    ...(node.text !== undefined && { text: node.text }),
    ...(marks && { marks }),
  }
}
