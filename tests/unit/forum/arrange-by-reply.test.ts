import { describe, expect, test } from 'vitest'
import type { Post } from '#shared/contracts/forum.ts'
import { arrange } from '../../../client/features/forum/arrange-by-reply.ts'

/** `[number, parent, root]`; null for a post to the topic. */
type Answer = [number: number, parent: number | null, root?: number]

const posts = (...answers: Answer[]): Post[] =>
  answers.map(
    ([number, parentNumber, rootNumber = null]) => ({ number, parentNumber, rootNumber }) as Post,
  )

const shape = (placed: ReturnType<typeof arrange>) =>
  placed.map(({ post, depth, isUnderParent }) => [post.number, depth, isUnderParent])

describe('posts by reply', () => {
  test('stand below what they answer, branch by branch', () => {
    const given = posts([1, null], [2, null], [3, 1, 1], [4, 2, 2], [5, 1, 1])
    expect(shape(arrange(given, 'reply'))).toEqual([
      [1, 0, false],
      [3, 1, true],
      [5, 1, true],
      [2, 0, false],
      [4, 1, true],
    ])
  })

  test('deeper than three levels stand flat under the third, and say what they answer', () => {
    const given = posts([1, null], [2, 1, 1], [3, 2, 1], [4, 3, 1], [5, 4, 1])
    expect(shape(arrange(given, 'reply'))).toEqual([
      [1, 0, false],
      [2, 1, true],
      [3, 2, true],
      [4, 2, false],
      [5, 2, false],
    ])
  })

  test('whose parent is not loaded begin at the second level', () => {
    expect(shape(arrange(posts([8, 3, 1], [9, 8, 1]), 'reply'))).toEqual([
      [8, 1, false],
      [9, 2, true],
    ])
  })

  test('answering one another 20,000 deep are arranged without exhausting the stack', () => {
    const chain = Array.from({ length: 20_000 }, (_, index): Answer =>
      index === 0 ? [1, null] : [index + 1, index, 1],
    )
    expect(arrange(posts(...chain), 'reply')).toHaveLength(20_000)
  })
})

test('posts by time stand by their numbers, whatever they answer', () => {
  const given = posts([3, 1, 1], [1, null], [2, null])
  expect(shape(arrange(given, 'time'))).toEqual([
    [1, 0, false],
    [2, 0, false],
    [3, 0, false],
  ])
})
