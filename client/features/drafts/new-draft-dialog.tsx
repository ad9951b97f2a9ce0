import { NativeSelect, Radio, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { languages } from '#shared/contracts/contract.ts'
import { type draftKinds, drafts } from '#shared/contracts/drafts.ts'
import { call } from '../../api/call.ts'
import { currentLanguage, type Language, languageNames } from '../../i18n/language.ts'
import { fieldErrors } from '../../ui/form-error.tsx'
import { DraftFormDialog } from './draft-form-dialog.tsx'
import css from './draft-list.module.css'
import { KindChoice } from './kind-choice.tsx'
import { useDraftChange } from './use-draft-change.ts'

interface NewDraft {
  kind: (typeof draftKinds)[number]
  title: string
  language: Language
  start: 'template' | 'blank'
}

/** Creates a draft and opens it. Mount it to open it. */
export function NewDraftDialog(props: { spaceId: string; onClose: () => void }) {
  const { t } = useTranslation('drafts')
  const navigate = useNavigate()
  const { spaceId, onClose } = props
  const form = useForm<NewDraft>({
    initialValues: { kind: 'minutes', title: '', language: currentLanguage(), start: 'template' },
    validate: { title: (value) => (value.trim() === '' ? t('titleWanted') : null) },
  })
  const creating = useDraftChange(
    ({ kind, title, language, start }: NewDraft) => {
      const body = { kind, title: title.trim(), language, isBlank: start === 'blank' }
      return call(drafts.create, { params: { spaceId }, body })
    },
    ({ id }) => void navigate(`/drafts/${id}`),
  )
  const create = (values: NewDraft) =>
    creating.mutate(values, { onError: (error) => form.setErrors(fieldErrors(error)) })
  return (
    <DraftFormDialog
      title={t('new.title')}
      confirm={t('new.create')}
      size={720}
      isPending={creating.isPending}
      error={creating.error}
      onSubmit={form.onSubmit(create)}
      onClose={onClose}
    >
      <TextInput
        label={t('titleLabel')}
        placeholder={t('new.titleExample')}
        required
        maxLength={200}
        dir="auto"
        data-autofocus
        {...form.getInputProps('title')}
      />
      <KindChoice {...form.getInputProps('kind')} />
      <div className={css['pair']}>
        <NativeSelect
          label={t('language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          {...form.getInputProps('language')}
        />
        <Radio.Group label={t('new.start')} {...form.getInputProps('start')}>
          <Radio
            value="template"
            label={t('new.template')}
            description={t('new.templateWhy')}
            mt={8}
          />
          <Radio value="blank" label={t('new.blank')} mt={8} />
        </Radio.Group>
      </div>
    </DraftFormDialog>
  )
}
