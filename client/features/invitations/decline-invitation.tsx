import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { invitations } from '#shared/contracts/invitations.ts'
import { call } from '../../api/call.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

/** No, thank you: asked once more, since it ends the link. */
export function DeclineInvitation(props: { onDeclined: () => void }) {
  const { t } = useTranslation('invitations')
  const [isOpen, dialog] = useDisclosure(false)
  const decline = useMutation({
    mutationFn: () => call(invitations.decline),
    onSuccess: props.onDeclined,
  })
  return (
    <>
      <button type="button" className="link" onClick={dialog.open}>
        {t('join.decline')}
      </button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        onConfirm={() => decline.mutate()}
        title={t('join.declineTitle')}
        confirm={t('join.declineConfirm')}
        isStop
        isPending={decline.isPending}
        error={decline.error}
      >
        <p>{t('join.declineText')}</p>
      </ConfirmDialog>
    </>
  )
}
