import clsx from 'clsx'
import type { ReactNode } from 'react'
import css from './page-header.module.css'

/**
 * The title of a page and the line that supports it. Props: `title` (isolated when people wrote it:
 * pass `isWritten`); `look`: `page` (default), `welcome`, `topic`; `beside` the title (a badge);
 * `support` a sentence; `children` below (tabs).
 */
export function PageHeader(props: {
  title: ReactNode
  look?: 'page' | 'welcome' | 'topic'
  isWritten?: boolean
  beside?: ReactNode
  support?: ReactNode
  children?: ReactNode
}) {
  const { look = 'page' } = props
  return (
    <header className={css['header']}>
      <div className={css['row']}>
        <h1
          className={clsx('aligned', css['title'], look !== 'page' && css[look])}
          dir={props.isWritten ? 'auto' : undefined}
        >
          {props.title}
        </h1>
        {props.beside}
      </div>
      {props.support ? (
        <p className={clsx('aligned', css['support'])} dir={props.isWritten ? 'auto' : undefined}>
          {props.support}
        </p>
      ) : null}
      {props.children ? <div className={css['below']}>{props.children}</div> : null}
    </header>
  )
}
