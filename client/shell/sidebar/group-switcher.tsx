import { IconSelector } from '@tabler/icons-react'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { OnDemand } from '../../ui/on-demand.tsx'
import { usePlace } from '../place.tsx'
import { useSession } from '../session.tsx'
import css from './sidebar.module.css'

const load = () => import('./group-dropdown.tsx')
const GroupDropdown = lazy(async () => ({ default: (await load()).GroupDropdown }))

/** The group's acronym; a menu only for who has seats in several. */
export function GroupSwitcher() {
  const { t } = useTranslation('shell')
  const { groups } = useSession()
  const { group } = usePlace()
  if (!group) return null
  if (groups.length < 2) {
    return (
      <span className={css['acronym']} title={group.name}>
        <bdi>{group.acronym}</bdi>
      </span>
    )
  }
  const button = (
    <button
      type="button"
      className={css['switcher']}
      aria-label={t('switchGroup', { group: group.name })}
    >
      <bdi>{group.acronym}</bdi>
      <IconSelector size={16} stroke={1.75} aria-hidden />
    </button>
  )
  return (
    <OnDemand trigger={button} load={load}>
      <GroupDropdown>{button}</GroupDropdown>
    </OnDemand>
  )
}
