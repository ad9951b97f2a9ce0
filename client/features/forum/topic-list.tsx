import { Button } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { RuledList } from '../../ui/ruled-list.tsx'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ShownSpace } from '../spaces/index.ts'
import { ArrivedTopics } from './arrived-topics.tsx'
import { TopicFilters } from './topic-filters.tsx'
import css from './topic-list.module.css'
import { TopicRowItem } from './topic-row-item.tsx'
import type { TopicListState, TopicRow } from './use-topic-list.ts'

/** The topics of a space: filters, what has arrived, rows, more. `children` stands at the filters. */
export function TopicList(props: {
  shown: ShownSpace
  list: TopicListState
  newTopic: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('forum')
  const { shown, list } = props
  const { query } = list
  return (
    <>
      <TopicFilters categories={shown.categories} list={list}>
        {props.children}
      </TopicFilters>
      <ArrivedTopics list={list} />
      <Loaded query={query as unknown as UseQueryResult<{ topics: TopicRow[] }>}>
        {({ topics }) =>
          topics.length === 0 ? (
            <NoTopics
              kind={emptyKind(list)}
              newTopic={shown.may.startTopic ? props.newTopic : undefined}
            />
          ) : (
            <div aria-busy={query.isPlaceholderData}>
              <RuledList label={t('list.label')}>
                {topics.map((topic) => (
                  <TopicRowItem
                    key={topic.id}
                    topic={topic}
                    mixesProvenance={mixesProvenance(topics)}
                  />
                ))}
              </RuledList>
              {query.hasNextPage ? (
                <div className={css['more']}>
                  <Button
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {t('list.showMore')}
                  </Button>
                </div>
              ) : null}
            </div>
          )
        }
      </Loaded>
    </>
  )
}

type EmptyKind = 'all' | 'unread' | 'namesMe' | 'aboutDraft' | 'category'

function emptyKind({ filter, categoryId }: TopicListState): EmptyKind {
  return filter === 'all' && categoryId !== null ? 'category' : filter
}

function mixesProvenance(topics: TopicRow[]): boolean {
  return new Set(topics.map((topic) => topic.provenance)).size > 1
}

/** `newTopic` for who may begin one. */
function NoTopics(props: { kind: EmptyKind; newTopic: (() => void) | undefined }) {
  const { t } = useTranslation('forum')
  const words = {
    all: [t('list.emptyTitle'), props.newTopic ? t('list.emptyText') : t('list.emptyReads')],
    unread: [t('list.noneUnreadTitle'), t('list.noneUnreadText')],
    namesMe: [t('list.noneNamesMeTitle'), t('list.noneNamesMeText')],
    aboutDraft: [t('list.noneAboutDraftTitle'), t('list.noneAboutDraftText')],
    category: [t('list.noneInCategoryTitle'), t('list.noneInCategoryText')],
  }[props.kind]
  return (
    <EmptyState icon={IconMessages} title={words[0] ?? ''} text={words[1]}>
      {props.kind === 'all' && props.newTopic ? (
        <Button onClick={props.newTopic}>{t('newTopic')}</Button>
      ) : null}
    </EmptyState>
  )
}
