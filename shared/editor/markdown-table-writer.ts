import type { DraftNode } from './draft-node.ts'
import { MAX_SPAN } from './draft-rules.ts'
import { writeInline } from './inline-markdown-writer.ts'
import type { MarkdownFlavour } from './markdown-flavour.ts'

const RULES: Readonly<Record<string, string>> = { left: ':---', center: ':---:', right: '---:' }

/** A pipe table: the first row becomes its head; merged cells leave empty ones behind. */
export function writeTable(table: DraftNode, flavour: MarkdownFlavour): string[] {
  const rows = gridOf(table)
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0) return []
  const lines = rows.map((row) => {
    const cells = Array.from({ length: width }, (_, column) => writeCell(row[column], flavour))
    return `| ${cells.join(' | ')} |`
  })
  const rules = Array.from({ length: width }, (_, column) => {
    const align = rows[0]?.[column]?.attrs?.['align']
    return (typeof align === 'string' ? RULES[align] : undefined) ?? '---'
  })
  return [lines[0] ?? '', `| ${rules.join(' | ')} |`, ...lines.slice(1)]
}

/** Cells at the places where they are seen; null where a merged cell reaches in from elsewhere. */
function gridOf(table: DraftNode): (DraftNode | null)[][] {
  const reach: number[] = []
  return (table.content ?? []).map((row) => {
    const line: (DraftNode | null)[] = []
    const passCovered = () => {
      while ((reach[line.length] ?? 0) > 0) {
        reach[line.length] = (reach[line.length] ?? 0) - 1
        line.push(null)
      }
    }
    for (const cell of row.content ?? []) {
      passCovered()
      const columns = spanOf(cell, 'colspan')
      for (let column = 0; column < columns; column++) {
        reach[line.length] = spanOf(cell, 'rowspan') - 1
        line.push(column === 0 ? cell : null)
      }
    }
    passCovered()
    return line
  })
}

function spanOf(cell: DraftNode, name: 'colspan' | 'rowspan'): number {
  const value = Number(cell.attrs?.[name] ?? 1)
  return Number.isInteger(value) ? Math.min(Math.max(value, 1), MAX_SPAN) : 1
}

/** A cell is one line: its blocks are parted by `<br>` where the flavour reads that, else by "; ". */
function writeCell(cell: DraftNode | null | undefined, flavour: MarkdownFlavour): string {
  const part = flavour.tags ? '<br>' : '; '
  return textblocksOf(cell?.content ?? [], 0)
    .map((block) =>
      block.type === 'image' && flavour.images
        ? `![](${String(block.attrs?.['src'])})`
        : writeInline(block.content ?? [], flavour),
    )
    .map((line) => line.replaceAll('\\\n', part).replaceAll('|', '\\|').trim())
    .filter((line) => line !== '')
    .join(part)
}

function textblocksOf(blocks: readonly DraftNode[], depth: number): DraftNode[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph' || block.type === 'heading' || block.type === 'image')
      return [block]
    return depth > 32 ? [] : textblocksOf(block.content ?? [], depth + 1)
  })
}
