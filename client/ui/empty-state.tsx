import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './empty-state.module.css'

/** Where nothing is yet: what this is for, and one act. Props: `icon`, `title`, `text`, `children`
 * the act (a Button), left out for who may not. */
export function EmptyState(props: {
  icon?: Icon
  title: string
  text: ReactNode
  children?: ReactNode
}) {
  const { icon: Icon } = props
  return (
    <div className={css['empty']}>
      {Icon ? <Icon className={css['icon']} size={28} stroke={1.5} aria-hidden /> : null}
      <h2 className={css['title']}>{props.title}</h2>
      <p className={css['text']}>{props.text}</p>
      {props.children ? <div className={css['acts']}>{props.children}</div> : null}
    </div>
  )
}
