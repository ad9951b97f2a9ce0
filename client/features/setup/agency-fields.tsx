import { TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import type { PartProps } from './setup-part.tsx'
import type { AgencyRow } from './setup-values.ts'
import css from './setup.module.css'

/** One agency's row. Labels are written over the first one, and read out at each. */
export function AgencyFields(
  props: PartProps & { row: AgencyRow; place: number; onRemove: (() => void) | undefined },
) {
  const { t } = useTranslation('setup')
  const { form, place, row } = props
  const at = `agencies.${place}` as const
  const labels = { label: clsx(place > 0 && css['laterLabel']) }
  const named = { number: place + 1 }
  return (
    <li className={css['agency']}>
      <TextInput
        label={t('agencies.acronym')}
        aria-label={t('agencies.acronymOf', named)}
        classNames={labels}
        dir="auto"
        maxLength={40}
        {...form.getInputProps(`${at}.acronym`)}
      />
      <TextInput
        label={t('agencies.name')}
        aria-label={t('agencies.nameOf', named)}
        classNames={labels}
        dir="auto"
        maxLength={200}
        {...form.getInputProps(`${at}.name`)}
      />
      <TextInput
        label={t('agencies.domains')}
        aria-label={t('agencies.domainsOf', named)}
        classNames={labels}
        dir="ltr"
        placeholder="example.org"
        {...form.getInputProps(`${at}.domains`)}
      />
      <span className={clsx(css['remove'], place > 0 && css['removeLater'])}>
        {props.onRemove ? (
          <IconButton
            label={t('agencies.remove', { agency: row.acronym || String(place + 1) })}
            icon={IconTrash}
            onClick={props.onRemove}
          />
        ) : null}
      </span>
      {row.kind === 'constituency' || row.label !== '' ? (
        <p className={css['more']}>
          {[row.kind === 'constituency' ? t('agencies.constituency') : '', row.label]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
    </li>
  )
}
