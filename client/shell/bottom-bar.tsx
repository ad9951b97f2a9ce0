import { IconHome, IconMessages, IconSearch, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { CountBadge } from '../ui/badge.tsx'
import css from './bottom-bar.module.css'
import { usePlace } from './place.tsx'
import { useShellState } from './shell-state.tsx'
import { PersonMenu } from './sidebar/person-menu.tsx'
import { useUnread } from './use-unread.ts'

const icon = { size: 24, stroke: 1.75, 'aria-hidden': true } as const

/** A phone's way around: every entry has its word, and what waits is counted on it. */
export function BottomBar() {
  const { t } = useTranslation('shell')
  const { group } = usePlace()
  const { openDrawer, openPalette, openShortcuts } = useShellState()
  const unread = useUnread()
  return (
    <nav className={css['bar']} aria-label={t('navigation')}>
      <NavLink to="/" end className={css['item']}>
        <IconHome {...icon} />
        {t('home')}
        <span className={css['badge']}>
          <CountBadge count={unread} label={t('unreadNotifications', { count: unread })} />
        </span>
      </NavLink>
      <button type="button" className={css['item']} onClick={openDrawer}>
        <IconMessages {...icon} />
        {t('spaces')}
      </button>
      <button type="button" className={css['item']} onClick={openPalette} disabled={!group}>
        <IconSearch {...icon} />
        {t('search')}
      </button>
      <PersonMenu
        openShortcuts={openShortcuts}
        button={
          <button type="button" className={css['item']}>
            <IconUser {...icon} />
            {t('me')}
          </button>
        }
      />
    </nav>
  )
}
