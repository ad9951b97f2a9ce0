import { Button, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { fieldErrors, FormError } from '../../ui/form-error.tsx'
import type { ShownSpace } from './space-header.tsx'
import { useSpaceUpdate } from './use-space-update.ts'

/** Name, purpose, and how its topics open. Mount it to open it. */
export function EditSpaceDialog(props: { space: ShownSpace['space']; onClose: () => void }) {
  const { t } = useTranslation(['spaces', 'common', 'forum'])
  const { space } = props
  const saving = useSpaceUpdate(space.id, props.onClose)
  const form = useForm({
    initialValues: { name: space.name, purpose: space.purpose, defaultView: space.defaultView },
    validate: { name: (value) => (value.trim() === '' ? t('nameWanted') : null) },
  })
  const save = form.onSubmit((values) =>
    saving.mutate(values, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  )
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('edit.title')}
      size={560}
      onSubmit={save}
      footer={
        <>
          <Button variant="subtle" onClick={props.onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={saving.isPending}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('name')}
        required
        maxLength={200}
        dir="auto"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t('purpose')}
        description={t('purposeWhy')}
        maxLength={4000}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
        {...form.getInputProps('purpose')}
      />
      <Radio.Group
        label={t('edit.view')}
        description={t('edit.viewWhy')}
        {...form.getInputProps('defaultView')}
      >
        <Stack gap={8} mt={8}>
          <Radio value="time" label={t('forum:view.time')} description={t('edit.viewTime')} />
          <Radio value="reply" label={t('forum:view.reply')} description={t('edit.viewReply')} />
        </Stack>
      </Radio.Group>
      <FormError error={saving.error} />
    </Dialog>
  )
}
