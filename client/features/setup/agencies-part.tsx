import { Button } from '@mantine/core'
import { IconClipboardText, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedAgency } from '#shared/rules/agency-list.ts'
import { AgencyFields } from './agency-fields.tsx'
import { PasteAgencies } from './paste-agencies.tsx'
import { type PartProps, SetupPart } from './setup-part.tsx'
import { blankRow, isBlank, rowOf } from './setup-values.ts'
import css from './setup.module.css'

/** The member agencies in the group's order, typed or pasted as a list. */
export function AgenciesPart({ form }: PartProps) {
  const { t } = useTranslation('setup')
  const [isPasting, setPasting] = useState(false)
  const rows = form.values.agencies
  const takeOver = (listed: ListedAgency[]) => {
    form.setFieldValue('agencies', [...rows.filter((row) => !isBlank(row)), ...listed.map(rowOf)])
    setPasting(false)
  }
  return (
    <SetupPart id="setup-agencies" title={t('agencies.title')} text={t('agencies.text')}>
      <ol className={css['rows']}>
        {rows.map((row, place) => (
          <AgencyFields
            key={row.key}
            form={form}
            row={row}
            place={place}
            onRemove={rows.length > 1 ? () => form.removeListItem('agencies', place) : undefined}
          />
        ))}
      </ol>
      <div className={css['acts']}>
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => form.insertListItem('agencies', blankRow())}
        >
          {t('agencies.add')}
        </Button>
        <Button
          leftSection={<IconClipboardText size={16} stroke={1.75} aria-hidden />}
          aria-expanded={isPasting}
          onClick={() => setPasting(!isPasting)}
        >
          {t('agencies.paste')}
        </Button>
      </div>
      {isPasting ? <PasteAgencies onTakeOver={takeOver} /> : null}
    </SetupPart>
  )
}
