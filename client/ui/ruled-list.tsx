import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import css from './ruled-list.module.css'

/** Rows between hairlines. j and k walk through the rows (see client/shell/shortcuts). Props: `label`
 * names the list for who cannot see its heading. */
export function RuledList(props: { label?: string; children: ReactNode }) {
  return (
    <ul className={css['list']} aria-label={props.label} data-key-list>
      {props.children}
    </ul>
  )
}

/** A headed part of a page. Props: `title`, `isMinor` for a label inside a section, `end` at the end
 * of the heading's line. */
export function Section(props: {
  title: ReactNode
  isMinor?: boolean
  end?: ReactNode
  children: ReactNode
}) {
  const Heading = props.isMinor ? 'h3' : 'h2'
  return (
    <section className={css['section']}>
      <div className={css['sectionHead']}>
        <Heading className={props.isMinor ? css['minor'] : css['heading']}>{props.title}</Heading>
        {props.end}
      </div>
      {props.children}
    </section>
  )
}

/**
 * One row. Unread is weight and words ("2 new"), never colour alone.
 * Props: `to` makes the whole row a link (controls in `end` stay clickable); `title` as people wrote
 * it; `isDocument` sets it in serif; `unreadCount`, or `isUnread` where there is nothing to count;
 * `lead` (a plate) at the start; `mark` before and `beside` after the title; `support` one line of
 * text; `meta` a line of small facts; `end` (time, counts, buttons); `onOpen` when it is followed.
 */
export function RuledRow(props: {
  title: ReactNode
  to?: string
  isDocument?: boolean
  unreadCount?: number
  isUnread?: boolean
  onOpen?: () => void
  lead?: ReactNode
  mark?: ReactNode
  beside?: ReactNode
  support?: ReactNode
  meta?: ReactNode
  end?: ReactNode
}) {
  const { t } = useTranslation()
  const unread = props.unreadCount ?? 0
  const titleClass = clsx(
    'aligned',
    css['title'],
    props.isDocument && css['serif'],
    (unread > 0 || props.isUnread) && css['unread'],
  )
  return (
    <li className={clsx(css['row'], props.lead !== undefined && css['withLead'])}>
      {props.lead === undefined ? null : <span className={css['lead']}>{props.lead}</span>}
      <div className={css['body']}>
        <div className={css['titleLine']}>
          {props.mark}
          {props.to === undefined ? (
            <span className={titleClass} dir="auto">
              {props.title}
            </span>
          ) : (
            <Link
              className={clsx(titleClass, css['link'])}
              to={props.to}
              dir="auto"
              data-key-row
              onClick={props.onOpen}
            >
              {props.title}
            </Link>
          )}
          {unread > 0 ? (
            <span className={css['new']}>{t('newCount', { count: unread })}</span>
          ) : null}
          {props.beside}
        </div>
        {props.support ? (
          <div className={clsx('aligned', css['support'])} dir="auto">
            {props.support}
          </div>
        ) : null}
        {props.meta ? <div className={css['meta']}>{props.meta}</div> : null}
      </div>
      {props.end ? <div className={css['end']}>{props.end}</div> : null}
    </li>
  )
}
