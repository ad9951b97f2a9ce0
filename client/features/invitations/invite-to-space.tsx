import { Button, Menu } from '@mantine/core'
import { IconMailPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'

const InviteDialog = lazy(async () => ({
  default: (await import('./invite-dialog.tsx')).InviteDialog,
}))

/** Invites from where no space is chosen yet: first to which one. For the chair's office
 * (`groups.members` says `may.invite`), who may invite to every open space of the group. */
export function InviteToSpace({ groupId }: { groupId: string }) {
  const { t } = useTranslation('invitations')
  const { data } = useQuery(queryOf(spaces.list, { params: { groupId } }))
  const [times, setTimes] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const [space, setSpace] = useState<{ id: string; name: string } | null>(null)
  const open = data?.spaces.filter((one) => !one.isArchived) ?? []
  return (
    <>
      <Menu withinPortal={false}>
        <Menu.Target>
          <Button
            variant="filled"
            leftSection={<IconMailPlus size={16} stroke={1.75} aria-hidden />}
          >
            {t('invite')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t(open.length > 0 ? 'inviteTo' : 'noSpace')}</Menu.Label>
          {open.map((one) => (
            <Menu.Item
              key={one.id}
              onClick={() => {
                setSpace(one)
                setTimes(times + 1)
                setOpen(true)
              }}
            >
              <bdi>{one.name}</bdi>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {space ? (
          <InviteDialog key={times} space={space} isOpen={isOpen} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  )
}
