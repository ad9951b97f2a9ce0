import { Checkbox, PasswordInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../shell/session.tsx'
import { type PartProps, SetupPart } from './setup-part.tsx'
import { acronymsOf } from './setup-values.ts'
import css from './setup.module.css'

const seats = ['secretariat', 'principal', 'focalPoint', 'alternate', 'delegate'] as const

/** The first person: seat, mark, and a password, without which there is no way back where no mail
 * is configured (H9). */
export function SelfPart({ form }: PartProps) {
  const { t } = useTranslation(['setup', 'common'])
  const { isMailConfigured } = useSession().installation
  return (
    <SetupPart id="setup-self" title={t('setup:self.title')} text={t('setup:self.text')}>
      <div className={css['pair']}>
        <TextInput
          label={t('setup:self.name')}
          autoComplete="name"
          required
          dir="auto"
          maxLength={200}
          {...form.getInputProps('self.name')}
        />
        <TextInput
          label={t('setup:self.email')}
          type="email"
          autoComplete="username"
          required
          dir="ltr"
          {...form.getInputProps('self.email')}
        />
      </div>
      <div className={css['pair']}>
        <Select
          label={t('setup:self.agency')}
          placeholder={t('setup:choose')}
          nothingFoundMessage={t('setup:noAgencyYet')}
          searchable
          required
          data={acronymsOf(form.values.agencies)}
          {...form.getInputProps('self.agency')}
        />
        <Select
          label={t('setup:self.seat')}
          description={t('setup:self.seatWhy')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          data={seats.map((value) => ({ value, label: t(`common:seatRole.${value}`) }))}
          {...form.getInputProps('self.seat')}
        />
      </div>
      <PasswordInput
        label={t('setup:self.password', { optional: t('common:optional') })}
        description={t(
          isMailConfigured ? 'setup:self.passwordWhy' : 'setup:self.passwordWhyNoMail',
        )}
        autoComplete="new-password"
        {...form.getInputProps('self.password')}
      />
      <Checkbox
        label={t('setup:self.administrator')}
        description={t('setup:self.administratorWhy')}
        {...form.getInputProps('self.isAdministrator', { type: 'checkbox' })}
      />
    </SetupPart>
  )
}
