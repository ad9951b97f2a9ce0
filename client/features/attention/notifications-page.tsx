import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { IconBell, IconChecks } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { attention } from '#shared/contracts/attention.ts'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query-of.ts'
import { Page } from '../../shell/page.tsx'
import { useGroup } from '../../shell/place.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import css from './home.module.css'
import { NoticesByDay } from './notices-by-day.tsx'
import { useMarkRead } from './use-mark-read.ts'

/** `/notifications`: what reached me, newest first; opening one marks it as read. */
export function NotificationsPage() {
  const { t } = useTranslation('notifications')
  const { id: groupId } = useGroup()
  const notices = useNotices(groupId)
  const markRead = useMarkRead(groupId)
  const unread = notices.data?.pages[0]?.unread ?? 0
  const all = notices.data?.pages.flatMap((page) => page.notifications)
  return (
    <Page
      title={t('title')}
      measure={880}
      actions={
        unread > 0 ? (
          <Button
            leftSection={<IconChecks size={16} stroke={1.75} aria-hidden />}
            loading={markRead.isPending}
            onClick={() => markRead.mutate(undefined)}
          >
            {t('markAll')}
          </Button>
        ) : null
      }
    >
      <PageHeader title={t('title')} support={t('unread', { count: unread })} />
      <FormError error={markRead.error ?? notices.error} />
      {all ? null : notices.isError ? null : <ListSkeleton />}
      {all?.length === 0 ? (
        <EmptyState icon={IconBell} title={t('emptyTitle')} text={t('emptyText')} />
      ) : null}
      <NoticesByDay notices={all ?? []} onOpen={(notice) => markRead.mutate([notice.id])} />
      {notices.hasNextPage ? (
        <p className={css['more']}>
          <Button loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
            {t('older')}
          </Button>
        </p>
      ) : null}
    </Page>
  )
}

/** Pages of 30 or a little more; an empty one is the end. */
function useNotices(groupId: string) {
  const params = { groupId }
  return useInfiniteQuery({
    queryKey: [...keyOf(attention.notifications, { params }), 'pages'],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? {} : { before: pageParam }
      return call(attention.notifications, { params, query }, { signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ notifications }) =>
      notifications.length < pageSize ? null : (notifications.at(-1)?.at ?? null),
  })
}

/** As many as the server gives at least, where there are more. */
const pageSize = 30
