import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { forum, type Post } from '#shared/contracts/forum.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { firstUnread } from '#shared/rules/read-ranges.ts'
import { queryOf } from '../../api/query-of.ts'
import { useLatest } from '../../editor/use-latest.ts'
import type { Crumb } from '../../shell/breadcrumbs.tsx'
import { Page } from '../../shell/page.tsx'
import { useShellSize } from '../../shell/shell-state.tsx'
import { showToast } from '../../ui/toast.ts'
import { AnchorStrip } from './anchor-strip.tsx'
import { arrange } from './arrange-by-reply.ts'
import { Arrivals } from './arrivals.tsx'
import type { PostActs } from './post-acts.ts'
import { selectedWords } from './post-rows.ts'
import { quotePost, quoteWords } from './quote.ts'
import { ReplyDock } from './reply-dock.tsx'
import { SelectionQuote } from './selection-quote.tsx'
import { TopicHead } from './topic-head.tsx'
import { TopicMenu } from './topic-menu.tsx'
import { TopicPosts } from './topic-posts.tsx'
import { TopicRail } from './topic-rail.tsx'
import { useArrivals } from './use-arrivals.ts'
import { useDockHeight } from './use-dock-height.ts'
import { useGoToPost } from './use-go-to-post.ts'
import { useReadMarks } from './use-read-marks.ts'
import { useReply } from './use-reply.ts'
import { useSeenPosts } from './use-seen-posts.ts'
import { useTopicShortcuts } from './use-topic-shortcuts.ts'
import {
  addPost,
  type ShownTopic,
  type TopicView,
  type useTopicWindows,
  windowsKey,
} from './use-topic-windows.ts'

interface TopicProps {
  shown: ShownTopic
  windows: ReturnType<typeof useTopicWindows>
  place: { view: TopicView; start: number | null }
  onView: (view: TopicView) => void
  onStart: (start: number) => void
}

/** A topic: its head, its posts, what is said about it in the rail, and where one answers. */
export function Topic(props: TopicProps) {
  const { t } = useTranslation('forum')
  const { shown, windows, place } = props
  const { topic, posts, may } = shown
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const size = useShellSize()
  const [opened] = useState({
    readRanges: shown.readRanges,
    lastVisitAt: shown.lastVisitAt,
    firstUnread: shown.firstUnread,
  })
  const marks = useReadMarks(topic.id, opened.readRanges)
  const placed = useMemo(() => arrange(posts, place.view), [posts, place.view])
  const [dockHeight, dock] = useDockHeight()
  const order = placed.map(({ post }) => post.number).join()
  const lastSeen = useSeenPosts(order, dockHeight, marks.see)
  const goTo = useGoToPost(place.view, props.onStart)
  const arrivals = useArrivals(topic.id, windows, marks.ranges)

  const onSent = (post: Post) => {
    const key = windowsKey(topic.id, place.view, place.start)
    queryClient.setQueryData(key, (data: Parameters<typeof addPost>[0]) => addPost(data, post))
    void queryClient.invalidateQueries({ queryKey: [forum.topic.name] })
    marks.see([post.number])
    goTo(post.number, { isComing: !windows.hasNextPage })
  }
  const reply = useReply(topic.id, onSent)
  const acts = useActs(props, { reply, marks, goTo, quoteSource, leave })
  useTopicShortcuts({ posts, acts, lastSeen, answer: may.post ? reply.answer : null })

  function quoteSource(post: Post): string {
    return t('quoteSource', { name: post.author.name, number: post.number })
  }
  function leave(): void {
    showToast(t('markedUnread'))
    void navigate(isInside ? `/spaces/${topic.spaceId}` : '/')
  }

  const isInside = useIsInside(topic.groupId, topic.spaceId)
  const crumbs: Crumb[] = isInside
    ? [{ label: topic.spaceName, to: `/spaces/${topic.spaceId}` }]
    : []
  const unread = firstUnread(marks.ranges, topic.highestNumber)
  return (
    <Page
      title={topic.title}
      crumbs={crumbs}
      groupId={topic.groupId}
      spaceId={topic.spaceId}
      icons={<TopicMenu shown={shown} />}
      rail={<TopicRail shown={shown} isInside={isInside} />}
      railLabel={t('aboutTopic')}
      isRailWide
      measure={784}
    >
      <TopicHead
        shown={shown}
        view={place.view}
        onView={props.onView}
        lastSeen={lastSeen}
        jump={unread === null ? null : () => goTo(unread)}
      />
      {size === 'wide' ? null : <AnchorStrip anchors={topic.anchors} />}
      <TopicPosts
        shown={shown}
        windows={windows}
        placed={placed}
        view={place.view}
        opened={opened}
        acts={acts}
      />
      <Arrivals arrivals={arrivals} goTo={goTo} dockHeight={dockHeight} />
      {acts.quote ? <SelectionQuote posts={posts} quote={acts.quote} /> : null}
      <ReplyDock
        dock={dock}
        shown={shown}
        reply={reply}
        parent={posts.find((post) => post.number === reply.parentNumber)}
      />
    </Page>
  )
}

/** A guest sees one topic, and nothing that a link could lead to around it. */
function useIsInside(groupId: string, spaceId: string): boolean {
  // The sidebar has asked for the same.
  const { data } = useQuery(queryOf(spaces.list, { params: { groupId } }))
  return data?.spaces.some((space) => space.id === spaceId) ?? false
}

function useActs(
  props: TopicProps,
  given: {
    reply: ReturnType<typeof useReply>
    marks: ReturnType<typeof useReadMarks>
    goTo: (number: number) => void
    quoteSource: (post: Post) => string
    leave: () => void
  },
): PostActs {
  const latest = useLatest(given)
  const { post: mayPost } = props.shown.may
  return useMemo<PostActs>(() => {
    const markUnread = async (post: Post) => {
      await latest.get().marks.unreadFrom(post.number)
      latest.get().leave()
    }
    const quote = (post: Post) => {
      const { quoteSource, reply } = latest.get()
      const selected = selectedWords()
      const source = quoteSource(post)
      const isHere = selected?.number === post.number
      const markdown = isHere ? quoteWords(post, source, selected.words) : quotePost(post, source)
      reply.quote(markdown, post.number)
    }
    return {
      ...(mayPost && { reply: (post: Post) => latest.get().reply.answer(post.number), quote }),
      goTo: (number) => latest.get().goTo(number),
      markUnread: (post) => void markUnread(post),
    }
  }, [latest, mayPost])
}
