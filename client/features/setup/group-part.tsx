import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx'
import { type PartProps, SetupPart } from './setup-part.tsx'
import css from './setup.module.css'

export function GroupPart({ form }: PartProps) {
  const { t } = useTranslation('setup')
  return (
    <SetupPart id="setup-group" title={t('group.title')} text={t('group.text')}>
      <div className={css['pair']}>
        <TextInput
          label={t('group.name')}
          placeholder={t('group.namePlaceholder')}
          required
          dir="auto"
          maxLength={200}
          {...form.getInputProps('group.name')}
        />
        <TextInput
          label={t('group.acronym')}
          required
          dir="auto"
          maxLength={20}
          {...form.getInputProps('group.acronym')}
        />
      </div>
      <TimeZoneSelect
        label={t('group.timeZone')}
        description={t('group.timeZoneWhy')}
        {...form.getInputProps('group.timeZone')}
      />
    </SetupPart>
  )
}
