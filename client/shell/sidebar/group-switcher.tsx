import { Menu } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { usePlace } from '../place.tsx'
import { useSession } from '../session.tsx'
import css from './sidebar.module.css'

/** The group's acronym; a menu only for who has seats in several. */
export function GroupSwitcher() {
  const { t } = useTranslation('shell')
  const { groups } = useSession()
  const { group, chooseGroup } = usePlace()
  const navigate = useNavigate()
  if (!group) return null
  if (groups.length < 2) {
    return (
      <span className={css['acronym']} title={group.name}>
        <bdi>{group.acronym}</bdi>
      </span>
    )
  }
  return (
    <Menu>
      <Menu.Target>
        <button
          type="button"
          className={css['switcher']}
          aria-label={t('switchGroup', { group: group.name })}
        >
          <bdi>{group.acronym}</bdi>
          <IconSelector size={16} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((one) => (
          <Menu.Item
            key={one.id}
            role="menuitemradio"
            aria-checked={one.id === group.id}
            rightSection={one.id === group.id ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => {
              chooseGroup(one.id)
              void navigate('/')
            }}
          >
            <bdi>{one.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
