import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { drafts } from '#shared/contracts/drafts.ts'
import { call } from '../../api/call.ts'
import { DraftFormDialog } from './draft-form-dialog.tsx'
import { useDraftChange } from './use-draft-change.ts'

/** Withdraws a draft with a reason that stays to be read. Mount it to open it. */
export function WithdrawDraftDialog(props: { draftId: string; onClose: () => void }) {
  const { t } = useTranslation('drafts')
  const { draftId, onClose } = props
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() === '' ? t('reasonWanted') : null) },
  })
  const withdrawing = useDraftChange(
    (reason: string) => call(drafts.withdraw, { params: { draftId }, body: { reason } }),
    onClose,
  )
  return (
    <DraftFormDialog
      title={t('withdrawTitle')}
      support={t('withdrawText')}
      confirm={t('withdraw')}
      isStop
      isPending={withdrawing.isPending}
      error={withdrawing.error}
      onSubmit={form.onSubmit(({ reason }) => withdrawing.mutate(reason.trim()))}
      onClose={onClose}
    >
      <Textarea
        label={t('reason')}
        required
        maxLength={1000}
        autosize
        minRows={2}
        dir="auto"
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </DraftFormDialog>
  )
}
