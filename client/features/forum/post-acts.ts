import type { Post } from '#shared/contracts/forum.ts'

/** What the topic page offers to each of its posts. */
export interface PostActs {
  /** Absent where one may not post. */
  reply?: (post: Post) => void
  /** The selected words of this post, else all of it. */
  quote?: (post: Post) => void
  goTo: (number: number) => void
  markUnread: (post: Post) => void
}
