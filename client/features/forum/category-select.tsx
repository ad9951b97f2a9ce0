import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'

/** One of the space's categories, or none. Props: `whenNone` stands there where it has none. */
export function CategorySelect(props: {
  spaceId: string
  value: string | null
  onChange: (categoryId: string | null) => void
  whenNone?: string
}) {
  const { t } = useTranslation('forum')
  const { spaceId } = props
  const { data } = useQuery(queryOf(spaces.show, { params: { spaceId } }))
  const categories = data?.categories ?? []
  if (categories.length === 0) return props.whenNone ? <p>{props.whenNone}</p> : null
  return (
    <NativeSelect
      label={t('category')}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
      data={[
        { value: '', label: t('noCategory') },
        ...categories.map((category) => ({ value: category.id, label: category.name })),
      ]}
    />
  )
}
