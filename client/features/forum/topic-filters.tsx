import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterPills } from '../../ui/tabs.tsx'
import type { ShownSpace } from '../spaces/index.ts'
import css from './topic-list.module.css'
import { topicFilters, type TopicListState } from './use-topic-list.ts'

/** Which topics: all, unread, naming me, about a draft; of which category. `children` at the end. */
export function TopicFilters(props: {
  categories: ShownSpace['categories']
  list: TopicListState
  children: ReactNode
}) {
  const { t } = useTranslation('forum')
  const { categories, list } = props
  const unread = list.query.data?.unread ?? 0
  return (
    <div className={css['filters']}>
      <FilterPills
        label={t('list.filter')}
        items={topicFilters.map((value) => ({
          value,
          label: t(`list.${value}`),
          ...(value === 'unread' && { count: unread }),
        }))}
        value={list.filter}
        onChange={(filter) => list.narrow({ filter })}
      />
      <div className={css['filtersEnd']}>
        {categories.length > 0 ? (
          <NativeSelect
            aria-label={t('list.category')}
            value={list.categoryId ?? ''}
            onChange={(event) => list.narrow({ categoryId: event.currentTarget.value || null })}
            data={[
              { value: '', label: t('list.allCategories') },
              ...categories.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ) : null}
        {props.children}
      </div>
    </div>
  )
}
