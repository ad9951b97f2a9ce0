import clsx from 'clsx'
import type { ReactNode } from 'react'
import css from './table.module.css'

export interface Column {
  key: string
  head: ReactNode
  /** Nothing visible stands over it (buttons). */
  isHeadHidden?: boolean
}

/** A table on the desk, cards on a phone. Props: `label`; `columns`; `children`: `TableRow`s. */
export function Table(props: { label: string; columns: Column[]; children: ReactNode }) {
  return (
    <table className={css['table']} aria-label={props.label}>
      <thead className={css['head']}>
        <tr>
          {props.columns.map((column) => (
            <th key={column.key} scope="col">
              <span className={column.isHeadHidden ? 'visually-hidden' : css['headWords']}>
                {column.head}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  )
}

/** Props: `id` and `isSought` for a row to which an address leads. */
export function TableRow(props: { id?: string; isSought?: boolean; children: ReactNode }) {
  return (
    <tr id={props.id} className={clsx(css['row'], props.isSought && css['sought'])}>
      {props.children}
    </tr>
  )
}

/** Props: `look`: on a card `lead` is its head, `whole` takes a line of its own, `end` holds
 * buttons; `label` names a bare value on a
 * card, where no column head stands over it. */
export function Cell(props: {
  look?: 'lead' | 'whole' | 'end'
  label?: string
  children: ReactNode
}) {
  return (
    <td className={clsx(css['cell'], props.look && css[props.look])}>
      {props.label ? (
        <span className={css['label']} aria-hidden>
          {props.label}
        </span>
      ) : null}
      {props.children}
    </td>
  )
}
