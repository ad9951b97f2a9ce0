import { Menu } from '@mantine/core'
import { IconDots, IconKey, IconKeyOff, IconUserCheck, IconUserOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groups } from '#shared/contracts/groups.ts'
import { call } from '../../api/call.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ConfirmPersonDialog } from './confirm-person-dialog.tsx'
import { EndSeatDialog } from './end-seat-dialog.tsx'
import type { Members } from './members-page.tsx'
import { useSeatChange } from './use-seat-change.ts'

type Seat = Members['seats'][number]

/** What this reader may do about a seat; nothing for who may do none of it. Props: `agency`: the
 * acronym, null for a seat of no agency. */
export function SeatMenu(props: { seat: Seat; agency: string | null }) {
  const { t } = useTranslation(['members', 'common'])
  const { seat } = props
  const { may, isSeatKeeper } = seat
  const [dialog, setDialog] = useState<'end' | 'confirm' | null>(null)
  const name = seat.person?.name ?? t(`common:seatRole.${seat.role}`)
  const mark = useSeatChange(
    () =>
      call(groups.markSeatKeeper, {
        params: { seatId: seat.id },
        body: { isSeatKeeper: !isSeatKeeper },
      }),
    t(isSeatKeeper ? 'keeperTaken' : 'keeperMarked', { name }),
  )
  if (!may.end && !may.markKeeper && !may.confirm) return null
  const close = () => setDialog(null)
  const KeyIcon = isSeatKeeper ? IconKeyOff : IconKey
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={t('actsOf', { name })} icon={IconDots} loading={mark.isPending} />
        </Menu.Target>
        <Menu.Dropdown>
          {may.confirm ? (
            <Menu.Item
              leftSection={<IconUserCheck size={18} stroke={1.75} />}
              onClick={() => setDialog('confirm')}
            >
              {t('confirm')}
            </Menu.Item>
          ) : null}
          {may.markKeeper ? (
            <Menu.Item
              leftSection={<KeyIcon size={18} stroke={1.75} />}
              onClick={() => mark.mutate()}
            >
              {t(isSeatKeeper ? 'unmarkKeeper' : 'markKeeper')}
            </Menu.Item>
          ) : null}
          {may.end ? (
            <Menu.Item
              color="stop"
              leftSection={<IconUserOff size={18} stroke={1.75} />}
              onClick={() => setDialog('end')}
            >
              {t('end')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'end' ? (
        <EndSeatDialog seat={seat} name={name} agency={props.agency} onClose={close} />
      ) : null}
      {dialog === 'confirm' && seat.person ? (
        <ConfirmPersonDialog person={seat.person} onClose={close} />
      ) : null}
    </>
  )
}
