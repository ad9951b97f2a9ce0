import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ComparedBlock, ComparedLine } from '#shared/contracts/comparison.ts'
import type { Authorship } from '#shared/editor/authorship.ts'
import { type AuthoredDraft, compareDrafts } from '#shared/editor/compare-drafts.ts'
import { nodeSize, unitsOf } from '#shared/editor/compare-units.ts'
import { type DraftNode, paragraphNode, plainText, textNodes } from '#shared/editor/draft-node.ts'
import { draftSchema } from '#shared/editor/draft-schema.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { randomDoc } from './random-draft.ts'

const nobodys: Authorship = { authors: [], runs: [] }
const draft = (doc: DraftNode, authorship = nobodys): AuthoredDraft => ({ doc, authorship })
const written = (...paragraphs: string[]) =>
  draft({ type: 'doc', content: paragraphs.map((text) => paragraphNode(textNodes(text))) })
const fromMarkdown = (text: string) => draft(markdownToDraft(text))

function linesOf(blocks: ComparedBlock[]): ComparedLine[] {
  return blocks.flatMap((block) =>
    'line' in block
      ? [block.line]
      : block.table.rows.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines)),
  )
}

/** The words of one side's lines, as the comparison has them. */
function wordsOf(blocks: ComparedBlock[], side: 'before' | 'after'): string[] {
  const other = side === 'before' ? 'inserted' : 'deleted'
  return linesOf(blocks)
    .filter((line) => line.change !== other)
    .map(({ pieces }) =>
      pieces
        .filter(({ change }) => change !== other)
        .map(({ text }) => text)
        .join(''),
    )
}

/** The words of a document's lines; lines of tables in the order of their cells. */
function linesIn(node: DraftNode): string[] {
  return unitsOf(node, 0).flatMap((unit) => {
    if (unit.shape !== null) return [unit.words]
    const rows = unit.node.content ?? []
    return rows.flatMap((row) => (row.content ?? []).flatMap((cell) => linesIn(cell)))
  })
}

/** What changed, as one reads it: `=kept -went +came`. */
function told(blocks: ComparedBlock[]): string[] {
  const sign = { inserted: '+', deleted: '-', formatted: '~' }
  return linesOf(blocks)
    .filter(({ change }) => change !== 'same')
    .map(({ change, pieces }) =>
      [
        `${change}:`,
        ...pieces.map((piece) => (piece.change ? sign[piece.change] : '=') + piece.text),
      ].join('|'),
    )
}

const marks = ['bold', 'italic', 'link']

test('both texts stand whole in their comparison, whatever changed', () => {
  fc.assert(
    fc.property(randomDoc(marks, true), randomDoc(marks, true), (from, to) => {
      const { blocks } = compareDrafts(draft(from), draft(to))
      expect(wordsOf(blocks, 'before').toSorted()).toEqual(linesIn(from).toSorted())
      expect(wordsOf(blocks, 'after').toSorted()).toEqual(linesIn(to).toSorted())
    }),
    { numRuns: 200, seed: 11 },
  )
})

test('a text compared with itself has no change', () => {
  fc.assert(
    fc.property(randomDoc(marks, true), (doc) => {
      const { blocks } = compareDrafts(draft(doc), draft(structuredClone(doc)))
      expect(told(blocks)).toEqual([])
    }),
    { numRuns: 100, seed: 12 },
  )
})

test('positions are those of ProseMirror', () => {
  fc.assert(
    fc.property(randomDoc(marks, true), (doc) => {
      const node = draftSchema.nodeFromJSON(doc)
      expect(nodeSize(doc)).toBe(node.nodeSize)
      for (const unit of unitsOf(doc, 0)) {
        expect(node.nodeAt(unit.at)?.type.name).toBe(unit.node.type)
        expect(node.nodeAt(unit.at)?.textBetween(0, node.nodeAt(unit.at)!.content.size)).toBe(
          plainText(unit.node, '').replaceAll('\n', ''),
        )
      }
    }),
    { numRuns: 50, seed: 13 },
  )
})

describe('a paragraph', () => {
  test('that was edited shows whole words, and what stayed', () => {
    const { blocks } = compareDrafts(
      written('Members send their contributions by 14 December.'),
      written('Members are invited to send contributions by 21 December.'),
    )
    expect(told(blocks)).toEqual([
      'changed:|=Members |+are invited to |=send |-their |=contributions by |-14|+21|= December.',
    ])
  })

  test('that came or went is one change, and those around it are the same', () => {
    const { blocks } = compareDrafts(
      written('One stays.', 'Two goes away for good.', 'Three stays.'),
      written('One stays.', 'Three stays.', 'Four is entirely new here.'),
    )
    expect(told(blocks)).toEqual([
      'deleted:|-Two goes away for good.',
      'inserted:|+Four is entirely new here.',
    ])
  })

  test('that was rewritten beyond recognition went, and another came', () => {
    const { blocks } = compareDrafts(
      written('Contributions are published.'),
      written('Nobody knows when winter begins.'),
    )
    expect(told(blocks)).toEqual([
      'deleted:|-Contributions are published.',
      'inserted:|+Nobody knows when winter begins.',
    ])
  })

  test('is known again when others were put before it and it was edited too', () => {
    const { blocks } = compareDrafts(
      written('The secretariat compiles the contributions of members.'),
      written('A preamble.', 'A second one.', 'The secretariat compiles all contributions.'),
    )
    expect(told(blocks).at(-1)).toMatch(/^changed:\|=The secretariat compiles /)
  })

  test('that only looks otherwise is told as such: new marks, another level', () => {
    const { blocks } = compareDrafts(
      fromMarkdown('# Purpose\n\nMembers send **all** contributions.'),
      fromMarkdown('## Purpose\n\nMembers **send all** contributions.'),
    )
    expect(told(blocks)).toEqual([
      'formatted:|=Purpose',
      'formatted:|=Members |~send |=all|= contributions.',
    ])
    const [heading] = linesOf(blocks)
    expect([heading?.was?.level, heading?.shape.level]).toEqual([1, 2])
  })

  test('is never cut inside a pair of surrogates', () => {
    const { blocks } = compareDrafts(written('So 😀 it is'), written('So 😁 it is'))
    expect(told(blocks)).toEqual(['changed:|=So |-😀|+😁|= it is'])
  })
})

describe('lists and tables', () => {
  test('a paragraph that became an item of a list has only another place', () => {
    const { blocks } = compareDrafts(
      fromMarkdown('First things come first.\n\nThe rest follows.'),
      fromMarkdown('First things come first.\n\n1. The rest follows.'),
    )
    expect(told(blocks)).toEqual(['formatted:|=The rest follows.'])
    expect(linesOf(blocks).at(-1)?.shape).toMatchObject({ depth: 1, list: 'ordered', marker: '1.' })
  })

  test('items after a new one count on without being changed', () => {
    const { blocks } = compareDrafts(
      fromMarkdown('1. Alpha does this.\n2. Beta does that.'),
      fromMarkdown('1. Alpha does this.\n2. Gamma joins them.\n3. Beta does that.'),
    )
    expect(told(blocks)).toEqual(['inserted:|+Gamma joins them.'])
    const last = linesOf(blocks).at(-1)
    expect([last?.was?.marker, last?.shape.marker]).toEqual(['2.', '3.'])
  })

  test('a table is compared by rows and cells, a row or column more included', () => {
    const table = (...rows: string[][]) =>
      fromMarkdown(
        [rows[0]!, rows[0]!.map(() => '---'), ...rows.slice(1)]
          .map((row) => `| ${row.join(' | ')} |`)
          .join('\n'),
      )
    const { blocks } = compareDrafts(
      table(['Agency', 'Lead'], ['Alpha', 'yes'], ['Beta', 'no']),
      table(['Agency', 'Lead', 'Due'], ['Alpha', 'yes', 'May'], ['Gamma', 'no', 'June']),
    )
    const [first] = blocks
    const rows = first && 'table' in first ? first.table.rows : []
    expect(rows.map(({ cells }) => cells.map(({ change }) => change).join(' '))).toEqual([
      'same same inserted',
      'same same inserted',
      'changed same inserted',
    ])
  })
})

test('words are of who wrote them on their own side, and split where another author begins', () => {
  const author = (name: string) => ({ personId: name, agencyId: `agency of ${name}` })
  const from = written('Ann wrote this. Bob wrote that.')
  from.authorship = {
    authors: [author('ann'), author('bob')],
    runs: [
      { from: 1, to: 17, author: 0 },
      { from: 17, to: 32, author: 1 },
    ],
  }
  const to = written('Cat came and Bob came.')
  to.authorship = {
    authors: [author('bob'), author('cat')],
    runs: [
      { from: 1, to: 14, author: 1 },
      { from: 14, to: 23, author: 0 },
    ],
  }
  const { authors, blocks } = compareDrafts(from, to)
  const said = linesOf(blocks).flatMap(({ pieces }) =>
    pieces
      .filter(({ change }) => change)
      .map(({ text, change, author: by }) => [change, text, authors[by ?? -1]?.personId]),
  )
  expect(said).toEqual([
    ['deleted', 'Ann wrote this. ', 'ann'],
    ['deleted', 'Bob wrote that.', 'bob'],
    ['inserted', 'Cat came and ', 'cat'],
    ['inserted', 'Bob came.', 'bob'],
  ])
})

test('500 changes in 100 pages are found in well under the deadline', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    return seed % below
  }
  const sentence = () => Array.from({ length: 50 }, () => `word${random(4000)}`).join(' ')
  const old = Array.from({ length: 1000 }, sentence)
  const now = [...old]
  for (let change = 0; change < 500; change++) {
    const at = random(now.length)
    if (change % 10 === 0) now.splice(at, 1)
    else if (change % 10 === 1) now.splice(at, 0, sentence())
    else now[at] = now[at]!.replace(/ word\d+ /, ` changed${change} `)
  }
  const begun = performance.now()
  const { blocks } = compareDrafts(written(...old), written(...now))
  expect(performance.now() - begun).toBeLessThan(5_000)
  // Each change costs what it changed: of the words, all but a few per cent are told as kept.
  const pieces = linesOf(blocks).flatMap((line) => line.pieces)
  const length = (list: { text: string }[]) => list.reduce((sum, { text }) => sum + text.length, 0)
  const changed = pieces.filter(({ change }) => change !== undefined)
  expect(length(changed) / length(pieces)).toBeLessThan(0.15)
})
