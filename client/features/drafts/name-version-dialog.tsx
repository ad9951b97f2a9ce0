import { Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { drafts } from '#shared/contracts/drafts.ts'
import { call } from '../../api/call.ts'
import { showToast } from '../../ui/toast.ts'
import { DraftFormDialog } from './draft-form-dialog.tsx'
import { useDraftChange } from './use-draft-change.ts'

/** Keeps the text as it stands under a name. Mount it to open it. */
export function NameVersionDialog(props: { draftId: string; onClose: () => void }) {
  const { t } = useTranslation(['drafts', 'common'])
  const { draftId, onClose } = props
  const form = useForm({
    initialValues: { label: '', note: '' },
    validate: { label: (value) => (value.trim() === '' ? t('versionNameWanted') : null) },
  })
  const keeping = useDraftChange(
    (body: { label: string; note: string }) =>
      call(drafts.nameVersion, { params: { draftId }, body }),
    ({ number }) => {
      showToast(t('versionKept', { number }))
      onClose()
    },
  )
  return (
    <DraftFormDialog
      title={t('nameVersion')}
      support={t('nameVersionText')}
      confirm={t('keepVersion')}
      isPending={keeping.isPending}
      error={keeping.error}
      onSubmit={form.onSubmit(({ label, note }) =>
        keeping.mutate({ label: label.trim(), note: note.trim() }),
      )}
      onClose={onClose}
    >
      <TextInput
        label={t('versionName')}
        placeholder={t('versionNameExample')}
        required
        maxLength={200}
        dir="auto"
        data-autofocus
        {...form.getInputProps('label')}
      />
      <Textarea
        label={`${t('versionNote')} (${t('common:optional')})`}
        maxLength={1000}
        autosize
        minRows={2}
        dir="auto"
        {...form.getInputProps('note')}
      />
    </DraftFormDialog>
  )
}
