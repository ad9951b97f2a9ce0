import { useDisclosure } from '@mantine/hooks'
import type { UseQueryResult } from '@tanstack/react-query'
import clsx from 'clsx'
import { useEffect, type CSSProperties, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../api/api-error.ts'
import { errorKindOf } from '../ui/error-page.tsx'
import { PageSkeleton } from '../ui/skeletons.tsx'
import type { Crumb } from './breadcrumbs.tsx'
import { focusContent } from './content-focus.ts'
import { LazySidePanel } from './lazy-side-panel.tsx'
import { NotShown } from './not-shown.tsx'
import css from './page.module.css'
import { useStandIn, usePlace } from './place.tsx'
import { useShellSize } from './shell-state.tsx'
import { TopBar } from './top-bar.tsx'

export interface PageProps {
  /** For the browser's title; the page prints its own heading (PageHeader). */
  title: string
  /** Above the page itself, the nearest last; the page is added from `title` (or `here`). */
  crumbs?: Crumb[]
  /** A shorter name of the page for the breadcrumb. */
  here?: string
  /** Buttons at the end of the top bar, one of them may be the primary; on a phone they stand in a
   * line of their own under it. */
  actions?: ReactNode
  /** Icon buttons, which stay in the bar on a phone too. */
  icons?: ReactNode
  /** Context beside the page, in `<section>`s; a panel below 1200 px. */
  rail?: ReactNode
  railLabel?: string
  /** 352 px instead of 304. */
  isRailWide?: boolean
  /** Where this is, so that the sidebar shows it. */
  groupId?: string | undefined
  spaceId?: string | undefined
  /** Widest measure of the content in px; 1136 by default, `none` for no bound. */
  measure?: number | 'none'
  /** Without inset: the page sets its own (drafts with a state bar). */
  isBare?: boolean
  children: ReactNode
}

/** Every page of who is signed in: top bar, content, rail. The content is the landmark `main` that
 * "Skip to the content" leads to. */
export function Page(props: PageProps) {
  const { t } = useTranslation('shell')
  const size = useShellSize()
  const [isRailOpen, rail] = useDisclosure(false)
  useStandIn(props.groupId, props.spaceId)
  useDocumentTitle(props.title)
  useEffect(focusContent, [])
  const hasRail = props.rail !== undefined && props.rail !== null
  const isRailBeside = hasRail && size === 'wide'
  const label = props.railLabel ?? t('pagePanel')
  const content = <div className={css['railContent']}>{props.rail}</div>
  const measure = props.measure ?? (props.isBare ? 'none' : 1136)
  const style = { '--page-measure': measure === 'none' ? 'none' : `${measure}px` } as CSSProperties
  return (
    <>
      <TopBar
        crumbs={[...(props.crumbs ?? []), { label: props.here ?? props.title }]}
        actions={props.actions}
        icons={props.icons}
        openRail={hasRail && !isRailBeside ? rail.open : undefined}
      />
      <div
        className={clsx(
          css['columns'],
          isRailBeside && css[props.isRailWide ? 'wideRail' : 'withRail'],
        )}
      >
        <main id="content" tabIndex={-1} className={clsx(css['main'], props.isBare && css['bare'])}>
          <div className={css['inner']} style={style}>
            {props.children}
          </div>
        </main>
        {isRailBeside ? (
          <aside className={css['rail']} aria-label={label}>
            <div className={css['railBeside']}>{content}</div>
          </aside>
        ) : null}
      </div>
      {hasRail && !isRailBeside ? (
        <LazySidePanel isOpen={isRailOpen} onClose={rail.close} side="end" label={label}>
          {content}
        </LazySidePanel>
      ) : null}
    </>
  )
}

/**
 * A page that waits for one answer: skeleton, then the page, or the page that says why not.
 * `children` gets the answer and returns a `Page`.
 */
export function QueryPage<Data>(props: {
  query: UseQueryResult<Data>
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}) {
  const { query } = props
  const code = query.isError ? failureCode(query.error) : null
  if (query.data !== undefined && code !== 'not_found') return props.children(query.data)
  if (code) return <NotShown kind={errorKindOf(code)} />
  return <PendingPage skeleton={props.skeleton} />
}

function PendingPage(props: { skeleton?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <main
      id="content"
      tabIndex={-1}
      className={css['main']}
      aria-busy="true"
      aria-label={t('loading')}
    >
      <div style={{ blockSize: 'var(--top-bar)' }} />
      {props.skeleton ?? <PageSkeleton />}
    </main>
  )
}

/** "Members · GMG": the nearest first, for narrow tabs. */
export function useDocumentTitle(title: string): void {
  const { t } = useTranslation()
  const { group } = usePlace()
  useEffect(() => {
    document.title = [title, group?.acronym ?? t('product')].join(' · ')
  }, [title, group?.acronym, t])
}
