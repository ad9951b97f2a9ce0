import type { ComparedBlock, ComparedTable } from '#shared/contracts/comparison.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { isOn, type Side } from './compare-changes.ts'
import { CompareLine } from './compare-line.tsx'
import css from './compare.module.css'

interface BlockProps {
  side: Side
  authors: readonly CreditedAuthor[]
  lang: string
}

/** A line or table of the texts that are compared, as it stands on this side. */
export function CompareBlock(props: BlockProps & { block: ComparedBlock }) {
  const { block, ...rest } = props
  if ('line' in block) return <CompareLine line={block.line} {...rest} />
  return <CompareTable table={block.table} {...rest} />
}

function CompareTable(props: BlockProps & { table: ComparedTable }) {
  const { table, ...rest } = props
  const { side } = rest
  if (!isOn(table.change, side)) return null
  return (
    <div className={css['tableFrame']}>
      <table className={css['table']}>
        <tbody>
          {table.rows
            .filter(({ change }) => isOn(change, side))
            .map(({ cells }, row) => (
              // Rows and cells have no id, and their order never changes.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={row}>
                {cells
                  .filter((cell) => isOn(cell.change, side))
                  .map((cell, column) => {
                    const Cell = cell.isHeader ? 'th' : 'td'
                    return (
                      // oxlint-disable-next-line react/no-array-index-key
                      <Cell key={column} colSpan={cell.colspan} rowSpan={cell.rowspan}>
                        {cell.lines.map((line, at) => (
                          // oxlint-disable-next-line react/no-array-index-key
                          <CompareLine key={at} line={line} {...rest} />
                        ))}
                      </Cell>
                    )
                  })}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
