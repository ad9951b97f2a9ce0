import type { ReactNode } from 'react'
import css from './account.module.css'

/** One concern of the account: what it is at the start, its controls beside it. Props: `id` for
 * addresses that lead here. */
export function AccountSection(props: {
  id: string
  title: string
  text?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={css['section']} aria-labelledby={props.id}>
      <div className={css['head']}>
        <h2 id={props.id}>{props.title}</h2>
        {props.text ? <p className={css['text']}>{props.text}</p> : null}
      </div>
      <div className={css['content']}>{props.children}</div>
    </section>
  )
}
