import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { usePlace } from '../place.tsx'
import { useSession } from '../session.tsx'

/** The groups in which one has a seat, opened. `children` is the button. */
export function GroupDropdown(props: { children: ReactNode }) {
  const { groups } = useSession()
  const { group, chooseGroup } = usePlace()
  const navigate = useNavigate()
  return (
    <Menu defaultOpened withinPortal={false} checkIcon={<IconCheck size={16} />}>
      <Menu.Target>{props.children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={group?.id ?? null}
          onChange={(id) => {
            chooseGroup(id)
            void navigate('/')
          }}
        >
          {groups.map((one) => (
            <Menu.RadioItem key={one.id} value={one.id} closeMenuOnClick>
              <bdi>{one.name}</bdi>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
