import type { ReactNode } from 'react'
import { Link, useLocation, useResolvedPath } from 'react-router'
import css from './tabs.module.css'

export interface TabItem {
  to: string
  label: string
  /** Shown beside the label; a word may stand with it ("3 open"). */
  count?: ReactNode
}

/**
 * The pages of one thing (Discussions, Drafts, People): links, so each has its own address.
 * Props: `label` names the row of tabs; `items`. An address with a query (`?show=seats`) is current
 * when its query stands in the location; one without is current when none of the others is.
 */
export function Tabs(props: { label: string; items: TabItem[] }) {
  const location = useLocation()
  const base = useResolvedPath('.').pathname
  const current = currentTab(props.items, location, base)
  return (
    <nav className={css['tabs']} aria-label={props.label}>
      {props.items.map((item) => (
        <Link
          key={item.to}
          to={item.to}
          className={css['tab']}
          aria-current={item === current ? 'page' : undefined}
          preventScrollReset
        >
          {item.label}
          {item.count === undefined ? null : <span className={css['count']}>{item.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

function currentTab(
  items: TabItem[],
  location: { pathname: string; search: string },
  base: string,
) {
  const parts = (to: string) => new URL(to, `https://x${base.endsWith('/') ? base : `${base}/`}`)
  const samePath = items.filter(
    (item) => parts(item.to).pathname.replace(/\/$/, '') === location.pathname.replace(/\/$/, ''),
  )
  return (
    samePath.find((item) => parts(item.to).search === location.search) ??
    samePath.find((item) => parts(item.to).search === '')
  )
}

/** Filters over one list: pressed or not. Props: `label`, `items`, `value`, `onChange`. */
export function FilterPills<Value extends string>(props: {
  label: string
  items: { value: Value; label: string; count?: number }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <fieldset className={css['pills']} aria-label={props.label}>
      {props.items.map((item) => (
        <button
          key={item.value}
          type="button"
          className={css['pill']}
          aria-pressed={item.value === props.value}
          onClick={() => props.onChange(item.value)}
        >
          {item.label}
          {item.count ? <span className={css['pillCount']}>{item.count}</span> : null}
        </button>
      ))}
    </fieldset>
  )
}
