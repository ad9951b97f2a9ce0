import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { useTopicChange } from './use-topic-change.ts'

/** Mount it to open it. */
export function RenameTopicDialog(props: {
  topic: { id: string; title: string }
  onClose: () => void
}) {
  const { t } = useTranslation(['forum', 'common'])
  const change = useTopicChange(props.topic.id, props.onClose)
  const form = useForm({
    initialValues: { title: props.topic.title },
    validate: { title: (value) => (value.trim() === '' ? t('titleWanted') : null) },
  })
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('rename')}
      size={480}
      onSubmit={form.onSubmit(({ title }) => change.mutate({ title: title.trim() }))}
      footer={
        <>
          <Button variant="subtle" onClick={props.onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={change.isPending}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('topicTitle')}
        maxLength={200}
        dir="auto"
        data-autofocus
        {...form.getInputProps('title')}
      />
    </Dialog>
  )
}
