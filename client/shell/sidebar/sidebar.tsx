import {
  IconBell,
  IconBuildingCommunity,
  IconHome,
  IconMessages,
  IconSearch,
} from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CountBadge } from '../../ui/badge.tsx'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { usePlace } from '../place.tsx'
import { useUnread } from '../use-unread.ts'
import { GroupSwitcher } from './group-switcher.tsx'
import { PersonButton } from './person-button.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SideLink } from './side-link.tsx'
import { SpaceLinks } from './space-links.tsx'
import css from './sidebar.module.css'

/** Where one can go: oneself, the group, its spaces. Narrow beside a draft: icons alone. */
export function Sidebar(props: {
  isNarrow?: boolean
  openPalette: () => void
  openShortcuts: () => void
}) {
  const { t } = useTranslation(['shell', 'common'])
  const { group, spaceId } = usePlace()
  const unread = useUnread()
  const isNarrow = props.isNarrow ?? false
  const bell = (
    <span className={css['badge']}>
      <CountBadge count={unread} label={t('shell:unreadNotifications', { count: unread })} />
    </span>
  )
  return (
    <div className={clsx(css['sidebar'], isNarrow && css['narrow'])}>
      <div className={css['head']}>
        <Link to="/" className={css['brand']} aria-label={t('common:product')}>
          <BrandMark />
          {isNarrow ? null : <span>{t('common:product')}</span>}
        </Link>
        {isNarrow ? null : <GroupSwitcher />}
      </div>
      <div className={css['scroll']}>
        {group ? <SearchButton isNarrow={isNarrow} onClick={props.openPalette} /> : null}
        <ul className={css['list']}>
          <li>
            <SideLink to="/" isExact label={t('shell:home')} icon={IconHome} isNarrow={isNarrow} />
          </li>
          {group ? (
            <li>
              <SideLink
                to="/notifications"
                label={t('shell:notifications')}
                icon={IconBell}
                isNarrow={isNarrow}
                end={bell}
              />
            </li>
          ) : null}
          {group?.isMember ? (
            <li>
              <SideLink
                to="/members"
                label={t('shell:members')}
                icon={IconBuildingCommunity}
                isNarrow={isNarrow}
              />
            </li>
          ) : null}
          {isNarrow && spaceId ? (
            <li>
              <SideLink
                to={`/spaces/${spaceId}`}
                label={t('shell:spaces')}
                icon={IconMessages}
                isNarrow
              />
            </li>
          ) : null}
        </ul>
        {group && !isNarrow ? <SpaceLinks groupId={group.id} /> : null}
      </div>
      <div className={css['foot']}>
        <PersonMenu
          openShortcuts={props.openShortcuts}
          button={<PersonButton isNarrow={isNarrow} />}
        />
      </div>
    </div>
  )
}

function SearchButton(props: { isNarrow: boolean; onClick: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <button
      type="button"
      className={css['search']}
      onClick={props.onClick}
      aria-label={props.isNarrow ? t('searchOrGoTo') : undefined}
      data-tip={props.isNarrow ? t('searchOrGoTo') : undefined}
      data-tip-side="end"
      aria-keyshortcuts="Control+K Meta+K"
    >
      <IconSearch size={18} stroke={1.75} aria-hidden />
      {props.isNarrow ? null : (
        <>
          <span>{t('searchOrGoTo')}</span>
          <span aria-hidden>
            <Kbd keys="$mod+k" />
          </span>
        </>
      )}
    </button>
  )
}
