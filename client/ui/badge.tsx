import clsx from 'clsx'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './badge.module.css'

/** Neutral; green = settled; amber = unsettled, due; red = stopped. */
export type Tone = 'neutral' | 'settled' | 'unsettled' | 'stopped'

/** A state in an icon and a word. Props: `tone`, `icon`, `title` (why), `children` the word. */
export function Badge(props: { tone?: Tone; icon?: Icon; title?: string; children: ReactNode }) {
  const { tone = 'neutral', icon: Icon } = props
  return (
    <span className={clsx(css['badge'], tone !== 'neutral' && css[tone])} title={props.title}>
      {Icon ? <Icon size={14} stroke={1.75} aria-hidden /> : null}
      {props.children}
    </span>
  )
}

/** A filled number, only where something is wanted. Props: `label` says what is counted. */
export function CountBadge(props: { count: number; label: string }) {
  if (props.count <= 0) return null
  return (
    <span className={css['count']}>
      <span aria-hidden>{props.count > 99 ? '99+' : props.count}</span>
      <span className="visually-hidden">{props.label}</span>
    </span>
  )
}

/** Words in a filled pill, for "2 new" in a row. */
export function NewBadge(props: { children: ReactNode }) {
  return <span className={css['count']}>{props.children}</span>
}
