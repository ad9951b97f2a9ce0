import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/contracts/forum.ts'
import { usePerson } from '../../shell/session.tsx'
import { useShortcuts } from '../../shell/shortcuts/use-shortcuts.ts'
import type { PostActs } from './post-acts.ts'
import { focusedPost, movePost, selectedWords } from './post-rows.ts'

/** j and k walk through the posts; r answers and q quotes the one in focus. */
export function useTopicShortcuts(topic: {
  posts: readonly Post[]
  acts: PostActs
  lastSeen: number | null
  /** To the topic, or null for who may not post. */
  answer: ((parent: number | null) => void) | null
}): void {
  const { t } = useTranslation('forum')
  const person = usePerson()
  const { posts, acts, lastSeen, answer } = topic
  const find = (number: number | null | undefined) => posts.find((post) => post.number === number)
  const quote = () => {
    const post = find(selectedWords()?.number ?? focusedPost() ?? lastSeen)
    if (post && post.withdrawn === null) acts.quote?.(post)
  }
  // Who has just posted stands on that post, and hardly wants to answer it.
  const toAnswer = () => {
    const post = find(focusedPost())
    return post && post.author.personId !== person.id ? post.number : null
  }
  useShortcuts([
    { keys: 'j', area: 'topic', label: t('keys.next'), run: () => movePost(1) },
    { keys: 'k', area: 'topic', label: t('keys.previous'), run: () => movePost(-1) },
    ...(answer
      ? [
          {
            keys: 'r',
            area: 'topic' as const,
            label: t('keys.reply'),
            run: () => answer(toAnswer()),
          },
          { keys: 'q', area: 'topic' as const, label: t('keys.quote'), run: quote },
        ]
      : []),
  ])
}
