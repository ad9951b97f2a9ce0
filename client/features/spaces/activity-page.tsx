import { Button } from '@mantine/core'
import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { attention } from '#shared/contracts/attention.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import type { ApiError } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { queryOf } from '../../api/query-of.ts'
import { Page, QueryPage } from '../../shell/page.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { ActivityDays } from './activity-days.tsx'
import css from './activity-page.module.css'
import { type ShownSpace, SpaceHeader } from './space-header.tsx'

type ActivityAnswer = ResponseOf<typeof attention.activity>
export type ActivityEntry = ActivityAnswer['entries'][number]

/** `/spaces/:spaceId/activity`: who did what here, for which agency, the newest first. */
export function ActivityPage() {
  const { spaceId = '' } = useParams()
  const query = useQuery(queryOf(spaces.show, { params: { spaceId } }))
  return <QueryPage query={query}>{(shown) => <Activity key={spaceId} shown={shown} />}</QueryPage>
}

function Activity(props: { shown: ShownSpace }) {
  const { t } = useTranslation('spaces')
  const { space } = props.shown
  const query = useActivity(space.id)
  return (
    <Page
      title={t('activity.title', { space: space.name })}
      here={t('tabs.activity')}
      crumbs={[{ label: space.name, to: `/spaces/${space.id}` }]}
      groupId={space.groupId}
      spaceId={space.id}
    >
      <SpaceHeader shown={props.shown} />
      <Loaded query={query as unknown as UseQueryResult<ActivityEntry[]>}>
        {(entries) =>
          entries.length === 0 ? (
            <EmptyState
              icon={IconHistory}
              title={t('activity.emptyTitle')}
              text={t('activity.emptyText')}
            />
          ) : (
            <>
              <ActivityDays entries={entries} />
              {query.hasNextPage ? (
                <div className={css['more']}>
                  <Button
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {t('activity.earlier')}
                  </Button>
                </div>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function useActivity(spaceId: string) {
  return useInfiniteQuery<ActivityAnswer, ApiError, ActivityEntry[], unknown[], string | undefined>(
    {
      queryKey: [attention.activity.name, { spaceId }, 'pages'],
      queryFn: ({ pageParam, signal }) => {
        const query = pageParam === undefined ? {} : { before: pageParam }
        return call(attention.activity, { params: { spaceId }, query }, { signal })
      },
      initialPageParam: undefined,
      getNextPageParam: (last) => last.more ?? undefined,
      // A log that is being read does not move; who comes back to it sees what is new.
      staleTime: 0,
      refetchOnWindowFocus: false,
      select: ({ pages }: InfiniteData<ActivityAnswer, string | undefined>) =>
        pages.flatMap((page) => page.entries),
    },
  )
}
