import type { Icon } from '@tabler/icons-react'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import css from './sidebar.module.css'

/** An entry of the sidebar. Narrow, it is its icon alone and the words become name and tooltip. */
export function SideLink(props: {
  to: string
  label: string
  icon?: Icon
  isNarrow?: boolean
  isChild?: boolean
  isWritten?: boolean
  /** Current for this address alone, not for those below it. */
  isExact?: boolean
  end?: ReactNode
}) {
  const { icon: Icon } = props
  return (
    <NavLink
      to={props.to}
      end={props.isExact ?? false}
      className={clsx(css['link'], props.isChild && css['child'], props.isWritten && css['space'])}
      data-tip={props.isNarrow ? props.label : undefined}
      data-tip-side="end"
    >
      {Icon ? <Icon size={18} stroke={1.75} aria-hidden /> : null}
      {props.isNarrow ? (
        <span className="visually-hidden">{props.label}</span>
      ) : (
        <span
          className={css['text']}
          dir={props.isWritten ? 'auto' : undefined}
          title={props.isWritten ? props.label : undefined}
        >
          {props.label}
        </span>
      )}
      {props.end}
    </NavLink>
  )
}
