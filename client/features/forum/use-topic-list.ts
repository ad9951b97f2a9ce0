import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { QueryOf, ResponseOf } from '#shared/contracts/contract.ts'
import { forum } from '#shared/contracts/forum.ts'
import type { ApiError } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { useLiveEvent } from '../../realtime/event-bus.ts'

export type TopicFilter = QueryOf<typeof forum.topics>['filter']
export type TopicListPage = ResponseOf<typeof forum.topics>
export type TopicRow = TopicListPage['topics'][number]

interface TopicListData {
  topics: TopicRow[]
  total: number
  unread: number
}

export const topicFilters: TopicFilter[] = ['all', 'unread', 'namesMe', 'aboutDraft']

/** The topics of a space as the address filters them, and what has come since they were read. */
export function useTopicList(spaceId: string) {
  const [search, setSearch] = useSearchParams()
  const filter = topicFilters.find((one) => one === search.get('filter')) ?? 'all'
  const categoryId = search.get('category')
  const query = useInfiniteQuery<
    TopicListPage,
    ApiError,
    TopicListData,
    unknown[],
    string | undefined
  >({
    queryKey: [forum.topics.name, { spaceId }, { filter, categoryId }, 'pages'],
    queryFn: ({ pageParam, signal }) => {
      const narrowed = { filter, ...(categoryId !== null && { categoryId }) }
      const asked = { ...narrowed, ...(pageParam !== undefined && { before: pageParam }) }
      return call(forum.topics, { params: { spaceId }, query: asked }, { signal })
    },
    initialPageParam: undefined,
    getNextPageParam: (last) => last.more ?? undefined,
    placeholderData: keepPreviousData,
    // A list never moves by itself: neither when one comes back to the window nor after a gap.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    select: joined,
  })
  const arrived = useArrivedTopics(spaceId)
  const narrow = (change: { filter?: TopicFilter; categoryId?: string | null }) => {
    const next = new URLSearchParams()
    const [wanted, category] = [
      change.filter ?? filter,
      change.categoryId === undefined ? categoryId : change.categoryId,
    ]
    if (wanted !== 'all') next.set('filter', wanted)
    if (category !== null) next.set('category', category)
    setSearch(next, { replace: true, preventScrollReset: true })
  }
  const showArrived = async () => {
    await query.refetch()
    arrived.forget()
  }
  return { query, filter, categoryId, narrow, arrived, showArrived }
}

export type TopicListState = ReturnType<typeof useTopicList>

function joined({ pages }: InfiniteData<TopicListPage, string | undefined>): TopicListData {
  const topics = new Map(pages.flatMap((page) => page.topics).map((topic) => [topic.id, topic]))
  const { total = 0, unread = 0 } = pages.at(0) ?? {}
  return { topics: [...topics.values()], total, unread }
}

/** What came into this space since its list was read: topics begun, and whether others moved. */
function useArrivedTopics(spaceId: string) {
  const [begun, setBegun] = useState<string[]>([])
  const [hasMoved, setMoved] = useState(false)
  useLiveEvent((event) => {
    if (event.spaceId !== spaceId) return
    if (event.kind === 'topic.started') setBegun((ids) => [...new Set([...ids, event.subject.id])])
    if (event.kind === 'post.written' || event.kind.startsWith('topic.')) setMoved(true)
  })
  const forget = () => {
    setBegun([])
    setMoved(false)
  }
  return { topics: begun.length, hasMoved, forget }
}
