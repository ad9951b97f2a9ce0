import { useQuery } from '@tanstack/react-query'
import {
  IconChevronDown,
  IconChevronRight,
  IconFileText,
  IconMessages,
  IconPlus,
} from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { spaces } from '#shared/contracts/spaces.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { queryOf } from '../../api/query-of.ts'
import { isBuilt } from '../../screens.ts'
import { usePlace } from '../place.tsx'
import { SideLink } from './side-link.tsx'
import css from './sidebar.module.css'

type Space = ResponseOf<typeof spaces.list>['spaces'][number]

/** The spaces that one may read; the one on the screen shows its pages. */
export function SpaceLinks(props: { groupId: string }) {
  const { t } = useTranslation('shell')
  const { spaceId } = usePlace()
  const { data } = useQuery(queryOf(spaces.list, { params: { groupId: props.groupId } }))
  if (!data) return null
  const open = data.spaces.filter((space) => !space.isArchived || space.id === spaceId)
  return (
    <>
      {data.granted.length > 0 && open.length === 0 ? null : (
        <h2 className={css['label']}>{t('spaces')}</h2>
      )}
      <ul className={css['list']}>
        {open.map((space) => (
          <li key={space.id}>
            <SpaceLink space={space} isOpen={space.id === spaceId} />
          </li>
        ))}
        {data.may.createSpace && isBuilt('new-space') ? (
          <li>
            <SideLink to="/spaces/new" label={t('newSpace')} icon={IconPlus} />
          </li>
        ) : null}
      </ul>
      {open.length === 0 && data.granted.length === 0 ? (
        <p className={css['empty']}>{t('noSpaces')}</p>
      ) : null}
      <GrantedLinks granted={data.granted} />
    </>
  )
}

function SpaceLink(props: { space: Space; isOpen: boolean }) {
  const { t } = useTranslation(['shell', 'common', 'forum', 'drafts'])
  const { space, isOpen } = props
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  const unread = space.unreadTopics > 0 ? t('common:newCount', { count: space.unreadTopics }) : null
  return (
    <>
      <NavLink
        to={`/spaces/${space.id}`}
        end
        className={clsx(css['link'], css['space'])}
        aria-current={undefined}
      >
        <Chevron className="mirror" size={16} stroke={1.75} aria-hidden />
        <span className={css['text']} dir="auto" title={space.name}>
          {space.name}
        </span>
        {unread && !isOpen ? (
          <span
            className={css['small']}
            title={t('shell:unreadTopics', { count: space.unreadTopics })}
          >
            {unread}
          </span>
        ) : null}
      </NavLink>
      {isOpen ? (
        <ul className={css['list']}>
          <li>
            <SideLink
              to={`/spaces/${space.id}`}
              label={t('forum:title')}
              isChild
              isExact
              end={unread ? <span className={css['small']}>{unread}</span> : null}
            />
          </li>
          <li>
            <SideLink
              to={`/spaces/${space.id}/drafts`}
              label={t('drafts:title')}
              isChild
              end={
                space.draftCount > 0 ? (
                  <span className={css['small']}>{space.draftCount}</span>
                ) : null
              }
            />
          </li>
        </ul>
      ) : null}
    </>
  )
}

function GrantedLinks(props: { granted: ResponseOf<typeof spaces.list>['granted'] }) {
  const { t } = useTranslation('shell')
  if (props.granted.length === 0) return null
  return (
    <>
      <h2 className={css['label']}>{t('granted')}</h2>
      <ul className={css['list']}>
        {props.granted.map((object) => (
          <li key={object.id}>
            <SideLink
              to={object.kind === 'draft' ? `/drafts/${object.id}` : `/topics/${object.id}`}
              label={object.title}
              icon={object.kind === 'draft' ? IconFileText : IconMessages}
              isWritten
            />
          </li>
        ))}
      </ul>
    </>
  )
}
