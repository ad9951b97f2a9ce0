import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { languages } from '#shared/contracts/contract.ts'
import { isLanguage, languageNames } from '../../i18n/language.ts'
import { usePerson } from '../../shell/session.tsx'
import { fieldErrors, FormError } from '../../ui/form-error.tsx'
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx'
import { AccountSection } from './account-section.tsx'
import css from './account.module.css'
import { useUpdateAccount } from './use-update-account.ts'

/** Name, language, time zone. */
export function ProfileForm() {
  const { t } = useTranslation('account')
  const { name, language, timeZone } = usePerson()
  const update = useUpdateAccount()
  const form = useForm({
    initialValues: { name, language: language as string, timeZone },
    validate: { name: (value) => (value.trim() === '' ? t('nameWanted') : null) },
  })
  const save = form.onSubmit((values) => {
    if (!isLanguage(values.language)) return
    update.mutate(
      { ...values, language: values.language },
      {
        onSuccess: (own) => form.resetDirty({ ...values, name: own.name }),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    )
  })
  return (
    <AccountSection id="you" title={t('you')} text={t('youText')}>
      <form className={css['form']} onSubmit={save} noValidate>
        <TextInput
          label={t('name')}
          autoComplete="name"
          dir="auto"
          required
          maxLength={200}
          {...form.getInputProps('name')}
        />
        <Select
          label={t('language')}
          allowDeselect={false}
          data={languages.map((code) => ({ value: code, label: languageNames[code] }))}
          {...form.getInputProps('language')}
        />
        <TimeZoneSelect
          label={t('timeZone')}
          description={t('timeZoneWhy')}
          {...form.getInputProps('timeZone')}
        />
        <FormError error={update.error} />
        <div className={css['acts']}>
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            {t('saveProfile')}
          </Button>
        </div>
      </form>
    </AccountSection>
  )
}
