import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './skeletons.module.css'

const widths = ['64%', '82%', '48%', '74%', '56%', '88%']

/** Rows of a list in their final measure. Props: `rows`. */
export function ListSkeleton(props: { rows?: number }) {
  return (
    <Late>
      <div className={css['list']}>
        {Array.from({ length: props.rows ?? 6 }, (_, index) => (
          <div key={index} className={css['row']}>
            <Bar />
            <div className={css['lines']}>
              <Bar width={widths[index % widths.length]} />
              <Bar width={widths[(index + 3) % widths.length]} />
            </div>
            <Bar />
          </div>
        ))}
      </div>
    </Late>
  )
}

/** Lines of running text. */
export function TextSkeleton(props: { lines?: number }) {
  return (
    <Late>
      <div className={css['text']}>
        {Array.from({ length: props.lines ?? 8 }, (_, index) => (
          <Bar key={index} width={index % 4 === 3 ? '54%' : '100%'} />
        ))}
      </div>
    </Late>
  )
}

/** A whole page: title, line, list. */
export function PageSkeleton() {
  return (
    <>
      <Late>
        <div className={`${css['bar']} ${css['title']}`} />
        <div className={`${css['bar']} ${css['support']}`} />
      </Late>
      <ListSkeleton />
    </>
  )
}

function Bar(props: { width?: string | undefined }) {
  return <div className={css['bar']} style={{ inlineSize: props.width ?? '100%' }} />
}

function Late(props: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <output className={css['late']} aria-label={t('loading')}>
      {props.children}
    </output>
  )
}
