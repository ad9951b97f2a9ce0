import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import css from './notice.module.css'

/** A line across the page that stays. Props: `tone`; `children` a sentence; `act` a link to what
 * ends it. */
export function Notice(props: {
  tone?: 'neutral' | 'unsettled'
  children: ReactNode
  act?: { to: string; label: string }
}) {
  return (
    <output className={clsx(css['notice'], props.tone === 'unsettled' && css['unsettled'])}>
      <span>{props.children}</span>
      {props.act ? (
        <Link className={clsx('link', css['act'])} to={props.act.to}>
          {props.act.label}
        </Link>
      ) : null}
    </output>
  )
}
