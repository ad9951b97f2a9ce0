import { Button, Menu } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'

/** One is always invited to a space: this asks to which. */
export function InviteMenu(props: { groupId: string }) {
  const { t } = useTranslation('invitations')
  const { data } = useQuery(queryOf(spaces.list, { params: { groupId: props.groupId } }))
  const open = data?.spaces.filter((space) => !space.isArchived) ?? []
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="filled"
          leftSection={<IconUserPlus size={16} stroke={1.75} aria-hidden />}
          loading={!data}
        >
          {t('invite')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{open.length > 0 ? t('inviteTo') : t('noSpace')}</Menu.Label>
        {open.map((space) => (
          <Menu.Item key={space.id} component={Link} to={`/spaces/${space.id}/invite`}>
            <bdi dir="auto">{space.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
