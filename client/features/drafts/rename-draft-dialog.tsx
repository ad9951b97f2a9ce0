import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { drafts } from '#shared/contracts/drafts.ts'
import { call } from '../../api/call.ts'
import { DraftFormDialog } from './draft-form-dialog.tsx'
import { useDraftChange } from './use-draft-change.ts'

/** Mount it to open it. */
export function RenameDraftDialog(props: {
  draft: { id: string; title: string }
  onClose: () => void
}) {
  const { t } = useTranslation(['drafts', 'common'])
  const { draft, onClose } = props
  const form = useForm({
    initialValues: { title: draft.title },
    validate: { title: (value) => (value.trim() === '' ? t('titleWanted') : null) },
  })
  const renaming = useDraftChange(
    (title: string) => call(drafts.rename, { params: { draftId: draft.id }, body: { title } }),
    onClose,
  )
  return (
    <DraftFormDialog
      title={t('renameTitle')}
      confirm={t('common:save')}
      isPending={renaming.isPending}
      error={renaming.error}
      onSubmit={form.onSubmit(({ title }) => renaming.mutate(title.trim()))}
      onClose={onClose}
    >
      <TextInput
        label={t('titleLabel')}
        maxLength={200}
        dir="auto"
        data-autofocus
        {...form.getInputProps('title')}
      />
    </DraftFormDialog>
  )
}
