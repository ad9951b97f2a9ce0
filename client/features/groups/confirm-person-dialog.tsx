import { useTranslation } from 'react-i18next'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useSeatChange } from './use-seat-change.ts'

/** Vouches by name for who joined by a link that was not mailed (H10). Mount it to open it. */
export function ConfirmPersonDialog(props: {
  person: { id: string; name: string; email: string | null }
  onClose: () => void
}) {
  const { t } = useTranslation('members')
  const { id, name, email } = props.person
  const confirm = useSeatChange(
    () => call(identity.confirmPerson, { params: { personId: id } }),
    t('confirmed', { name }),
    props.onClose,
  )
  return (
    <ConfirmDialog
      isOpen
      onClose={props.onClose}
      onConfirm={() => confirm.mutate()}
      title={t('confirmTitle', { name })}
      confirm={t('confirmConfirm')}
      isPending={confirm.isPending}
      error={confirm.error}
    >
      <p>
        {t('confirmText')} {email ? <Bidi>{email}</Bidi> : null}
      </p>
    </ConfirmDialog>
  )
}
