import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/**
 * A time zone by its IANA name, found by typing a city ("new york", "asia kat").
 * Props as Mantine's Select, without `data`; what `form.getInputProps` gives fits.
 */
export function TimeZoneSelect(props: Omit<SelectProps, 'data' | 'searchable'>) {
  const { t } = useTranslation()
  const { value } = props
  const known = zones()
  // A browser may know fewer names than the server, or an older name of the same zone.
  const all = value && !known.includes(value) ? [value, ...known] : known
  return (
    <Select
      allowDeselect={false}
      limit={60}
      maxDropdownHeight={280}
      nothingFoundMessage={t('noTimeZone')}
      {...props}
      searchable
      data={all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      filter={({ options, search }) => {
        const words = plain(search).split(' ').filter(Boolean)
        return options.filter(
          (option) =>
            'label' in option && words.every((word) => plain(option.label).includes(word)),
        )
      }}
    />
  )
}

/** The zone of this device. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

let names: string[] | undefined

function zones(): string[] {
  names ??= [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]
  return names
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[/_,\s]+/g, ' ')
    .trim()
}
