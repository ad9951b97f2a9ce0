import { Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { drafts } from '#shared/contracts/drafts.ts'
import { call } from '../../api/call.ts'
import { showToast } from '../../ui/toast.ts'
import { DraftFormDialog } from './draft-form-dialog.tsx'
import { useDraftChange } from './use-draft-change.ts'

/** Keeps the text as it stands under a name, or gives one to a version that was kept
 * automatically (`keptId`). Mount it to open it. */
export function NameVersionDialog(props: {
  draftId: string
  keptId?: string
  onClose: () => void
}) {
  const { t } = useTranslation(['drafts', 'common'])
  const { draftId, keptId, onClose } = props
  const form = useForm({
    initialValues: { label: '', note: '' },
    validate: { label: (value) => (value.trim() === '' ? t('versionNameWanted') : null) },
  })
  const keeping = useDraftChange(
    async (body: { label: string; note: string }) => {
      if (keptId === undefined) return call(drafts.nameVersion, { params: { draftId }, body })
      await call(drafts.nameKeptVersion, { params: { draftId, versionId: keptId }, body })
      return null
    },
    (made) => {
      showToast(made ? t('versionKept', { number: made.number }) : t('versionsPage.named'))
      onClose()
    },
  )
  return (
    <DraftFormDialog
      title={keptId ? t('versionsPage.nameKept') : t('nameVersion')}
      support={keptId ? t('versionsPage.nameKeptText') : t('nameVersionText')}
      confirm={keptId ? t('versionsPage.nameKept') : t('keepVersion')}
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
