import type { Post } from '#shared/contracts/forum.ts'

export interface PlacedPost {
  post: Post
  /** 0 for a post to the topic; never more than two, so three levels in all. */
  depth: number
  /** Stands one level below what it answers, so that nothing has to say so. */
  isUnderParent: boolean
}

const deepest = 2

/** Posts in the order of the page. */
export function arrange(posts: readonly Post[], view: 'time' | 'reply'): PlacedPost[] {
  if (view === 'reply') return arrangeByReply(posts)
  return posts
    .toSorted((one, other) => one.number - other.number)
    .map((post) => ({ post, depth: 0, isUnderParent: false }))
}

/**
 * Branch by branch, each answer below what it answers; what lies deeper than three levels stands
 * flat under the post at the third. An answer whose parent is not loaded begins at the second.
 */
export function arrangeByReply(posts: readonly Post[]): PlacedPost[] {
  const loaded = new Set(posts.map((post) => post.number))
  const answers = new Map<number, Post[]>()
  const tops: Post[] = []
  for (const post of posts.toSorted(byBranch)) {
    const parent = post.parentNumber
    if (parent === null || !loaded.has(parent)) tops.push(post)
    else answers.set(parent, [...(answers.get(parent) ?? []), post])
  }
  const placed: PlacedPost[] = []
  // A stack instead of recursion: a chain of answers may be thousands long.
  const waiting = tops
    .map((post) => ({ post, depth: post.parentNumber === null ? 0 : 1, isUnderParent: false }))
    .toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    placed.push(next)
    const depth = Math.min(next.depth + 1, deepest)
    const below = answers.get(next.post.number) ?? []
    const isUnderParent = depth > next.depth
    waiting.push(...below.map((post) => ({ post, depth, isUnderParent })).toReversed())
  }
  return placed
}

function byBranch(one: Post, other: Post): number {
  return rootOf(one) - rootOf(other) || one.number - other.number
}

function rootOf(post: Post): number {
  return post.rootNumber ?? post.number
}
