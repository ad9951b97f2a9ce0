import { Button } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/contracts/forum.ts'
import type { ReadRange } from '#shared/rules/read-ranges.ts'
import { usePerson } from '../../shell/session.tsx'
import type { PlacedPost } from './arrange-by-reply.ts'
import { NewLine } from './new-line.tsx'
import type { PostActs } from './post-acts.ts'
import { PostItem } from './post-item.tsx'
import css from './topic-posts.module.css'
import { useHeldPlace } from './use-held-place.ts'
import { isIn } from './use-read-marks.ts'
import type { ShownTopic, TopicView, useTopicWindows } from './use-topic-windows.ts'

/** The posts that are loaded, by time or by reply, and the ways to earlier and later ones. */
export function TopicPosts(props: {
  shown: ShownTopic
  windows: ReturnType<typeof useTopicWindows>
  placed: PlacedPost[]
  view: TopicView
  opened: { readRanges: ReadRange[]; lastVisitAt: number | null; firstUnread: number | null }
  acts: PostActs
}) {
  const { t } = useTranslation('forum')
  const { shown, windows, view, opened } = props
  const { posts, topic } = shown
  const person = usePerson()
  const byNumber = new Map(posts.map((post) => [post.number, post]))
  const hold = useHeldPlace(posts)
  const firstNew = opened.firstUnread
  const mixesProvenance = new Set(posts.map((post) => post.provenance)).size > 1
  const isNew = (post: Post) =>
    view === 'reply' &&
    post.author.personId !== person.id &&
    !isIn(opened.readRanges, post.number) &&
    opened.readRanges.length > 0
  return (
    <div className={css['posts']} aria-busy={windows.isPlaceholderData}>
      {windows.hasPreviousPage ? (
        <Button
          variant="subtle"
          loading={windows.isFetchingPreviousPage}
          onClick={() => {
            hold('first')
            void windows.fetchPreviousPage()
          }}
        >
          {t('earlierPosts')}
        </Button>
      ) : null}
      {props.placed.map(({ post, depth, isUnderParent }) => (
        <Fragment key={post.number}>
          {view === 'time' && post.number === firstNew && firstNew > 1 ? (
            <NewLine lastVisitAt={opened.lastVisitAt} />
          ) : null}
          <PostItem
            post={post}
            parent={post.parentNumber === null ? undefined : byNumber.get(post.parentNumber)}
            spaceId={topic.spaceId}
            acts={props.acts}
            depth={depth}
            isUnderParent={isUnderParent}
            isNew={isNew(post)}
            mixesProvenance={mixesProvenance}
          />
        </Fragment>
      ))}
      {windows.hasNextPage ? (
        <Button
          variant="subtle"
          loading={windows.isFetchingNextPage}
          onClick={() => {
            hold('last')
            void windows.fetchNextPage()
          }}
        >
          {t('laterPosts')}
        </Button>
      ) : null}
    </div>
  )
}
