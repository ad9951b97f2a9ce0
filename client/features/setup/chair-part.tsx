import { Radio, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type PartProps, SetupPart } from './setup-part.tsx'
import { acronymsOf } from './setup-values.ts'
import css from './setup.module.css'

/** Who holds the chair and how long, or that nobody does. */
export function ChairPart({ form }: PartProps) {
  const { t } = useTranslation('setup')
  const { agencies, chair } = form.values
  return (
    <SetupPart id="setup-chair" title={t('chair.title')} text={t('chair.text')}>
      <Radio.Group aria-labelledby="setup-chair" {...form.getInputProps('chair.isHeld')}>
        <div className={css['choices']}>
          <Radio value="held" label={t('chair.held')} />
          <Radio value="vacant" label={t('chair.vacant')} description={t('chair.vacantWhy')} />
        </div>
      </Radio.Group>
      {chair.isHeld === 'held' ? (
        <div className={css['term']}>
          <Select
            label={t('chair.agency')}
            placeholder={t('choose')}
            nothingFoundMessage={t('noAgencyYet')}
            searchable
            required
            data={acronymsOf(agencies)}
            {...form.getInputProps('chair.acronym')}
          />
          <TextInput
            type="date"
            label={t('chair.from')}
            required
            {...form.getInputProps('chair.from')}
          />
          <TextInput
            type="date"
            label={t('chair.until')}
            required
            {...form.getInputProps('chair.until')}
          />
        </div>
      ) : null}
    </SetupPart>
  )
}
