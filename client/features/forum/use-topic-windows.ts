import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { forum, type Post } from '#shared/contracts/forum.ts'
import type { ApiError } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'

export type TopicView = 'time' | 'reply'
export type TopicWindow = ResponseOf<typeof forum.topic>

/** A topic as far as it is loaded: what holds now, and consecutive windows of posts. */
export interface ShownTopic extends Omit<TopicWindow, 'posts' | 'previousFrom' | 'nextFrom'> {
  posts: Post[]
}

type Windows = InfiniteData<TopicWindow, number | null>

/** Posts a window, and windows kept: what is on the screen stays bounded in a topic of 100,000. */
const windowSize = 20
const mostWindows = 6

/**
 * Windows of posts in both directions. `start` is the first number of the first window; null lets
 * the server open where one stopped reading.
 */
export function useTopicWindows(topicId: string, view: TopicView, start: number | null) {
  const queryClient = useQueryClient()
  const queryKey = windowsKey(topicId, view, start)
  return useInfiniteQuery<TopicWindow, ApiError, ShownTopic, typeof queryKey, number | null>({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const from = pageParam ?? firstLoaded(queryClient, queryKey)
      const query = { view, limit: windowSize, ...(from !== null && { from }) }
      return call(forum.topic, { params: { topicId }, query }, { signal })
    },
    initialPageParam: start,
    getPreviousPageParam: (first) => first.previousFrom,
    getNextPageParam: (last) => last.nextFrom,
    maxPages: mostWindows,
    // A later visit begins where that one stopped reading, not where this one did.
    gcTime: 0,
    placeholderData: keepPreviousData,
    select: joined,
  })
}

export function windowsKey(topicId: string, view: TopicView, start: number | null) {
  return [forum.topic.name, { topicId }, { view, start }, 'windows'] as const
}

/** Once the server has chosen where to open, a refresh must not move with the read marks. */
function firstLoaded(
  queryClient: QueryClient,
  queryKey: ReturnType<typeof windowsKey>,
): number | null {
  return queryClient.getQueryData<Windows>(queryKey)?.pages[0]?.posts[0]?.number ?? null
}

/** Neighbouring windows may overlap by some posts; the newest answer says what holds. */
function joined({ pages }: Windows): ShownTopic {
  const latest = pages.reduce((one, other) => (other.now > one.now ? other : one))
  const posts = new Map(pages.flatMap((page) => page.posts).map((post) => [post.number, post]))
  return { ...latest, posts: [...posts.values()] }
}

/** Shows a post that was just written, before the topic is read again. */
export function addPost(data: Windows | undefined, post: Post): Windows | undefined {
  const last = data?.pages.at(-1)
  if (!data || !last || last.nextFrom !== null) return data
  if (data.pages.some((page) => page.posts.some((one) => one.number === post.number))) return data
  const topic = {
    ...last.topic,
    postCount: last.topic.postCount + 1,
    highestNumber: Math.max(last.topic.highestNumber, post.number),
  }
  return {
    ...data,
    pages: [...data.pages.slice(0, -1), { ...last, topic, posts: [...last.posts, post] }],
  }
}
