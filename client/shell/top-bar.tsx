import { IconArrowLeft, IconBell, IconLayoutSidebarRight, IconMenu2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ActionIcon } from '@mantine/core'
import { BrandMark } from '../ui/brand-mark.tsx'
import { CountBadge } from '../ui/badge.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'
import css from './page.module.css'
import { usePlace } from './place.tsx'
import { useShellSize, useShellState } from './shell-state.tsx'
import { useUnread } from './use-unread.ts'

/** The bar over every page: where one is, and what one can do here. On a phone: the way back, the
 * title in two lines, the acts. */
export function TopBar(props: {
  crumbs: Crumb[]
  actions?: ReactNode
  icons?: ReactNode
  openRail?: (() => void) | undefined
}) {
  const { t } = useTranslation('shell')
  const size = useShellSize()
  const { openDrawer } = useShellState()
  return (
    <header className={css['head']}>
      <div className={css['bar']}>
        <div className={css['start']}>
          {size === 'drawer' ? (
            <IconButton label={t('openNavigation')} icon={IconMenu2} onClick={openDrawer} />
          ) : null}
          {size === 'phone' ? (
            <PhoneTitle crumbs={props.crumbs} />
          ) : (
            <Breadcrumbs crumbs={props.crumbs} />
          )}
        </div>
        <div className={css['actions']}>
          {size === 'phone' ? null : props.actions}
          {props.icons}
          {props.openRail ? (
            <IconButton
              label={t('openPanel')}
              icon={IconLayoutSidebarRight}
              isMirrored
              onClick={props.openRail}
            />
          ) : null}
        </div>
      </div>
      {size === 'phone' && props.actions ? (
        <div className={css['strip']}>{props.actions}</div>
      ) : null}
    </header>
  )
}

function PhoneTitle(props: { crumbs: Crumb[] }) {
  const { t } = useTranslation(['common', 'shell'])
  const { group } = usePlace()
  const unread = useUnread()
  const here = props.crumbs.at(-1)
  const above = props.crumbs.findLast((crumb) => crumb.to !== undefined)
  if (!above) {
    return (
      <>
        <BrandMark size={22} />
        <span className={css['phoneTitle']}>
          <span dir="auto">{here?.label ?? group?.name}</span>
        </span>
        {group ? (
          <ActionIcon component={Link} to="/notifications" style={{ marginInlineStart: 'auto' }}>
            <span className="visually-hidden">{t('shell:notifications')}</span>
            <IconBell size={22} stroke={1.75} aria-hidden />
            <CountBadge count={unread} label={t('shell:unreadNotifications', { count: unread })} />
          </ActionIcon>
        ) : null}
      </>
    )
  }
  return (
    <>
      <ActionIcon component={Link} to={above.to ?? '/'} aria-label={t('common:back')}>
        <IconArrowLeft className="mirror" size={22} stroke={1.75} aria-hidden />
      </ActionIcon>
      <span className={css['phoneTitle']}>
        <span dir="auto">{here?.label}</span>
        <span className={css['phoneUnder']} dir="auto">
          {above.label}
        </span>
      </span>
    </>
  )
}
