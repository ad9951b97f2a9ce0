import { useTranslation } from 'react-i18next'
import { groups } from '#shared/contracts/groups.ts'
import { call } from '../../api/call.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { Members } from './members-page.tsx'
import { useSeatChange } from './use-seat-change.ts'

/** Ends a seat after saying what ends with it. Mount it to open it. */
export function EndSeatDialog(props: {
  seat: Members['seats'][number]
  name: string
  agency: string | null
  onClose: () => void
}) {
  const { t } = useTranslation(['members', 'common'])
  const { seat, name } = props
  const end = useSeatChange(
    () => call(groups.endSeat, { params: { seatId: seat.id } }),
    t('ended', { name }),
    props.onClose,
  )
  const role = t(`common:seatRole.${seat.role}`)
  return (
    <ConfirmDialog
      isOpen
      onClose={props.onClose}
      onConfirm={() => end.mutate()}
      title={t('endTitle', { name })}
      confirm={t('endConfirm')}
      isStop
      isPending={end.isPending}
      error={end.error}
    >
      <p>
        {props.agency ? t('endSeatOf', { role, agency: props.agency }) : t('endSeat', { role })}{' '}
        {t('endText')}
      </p>
    </ConfirmDialog>
  )
}
