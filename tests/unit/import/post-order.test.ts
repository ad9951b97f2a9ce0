import { expect, test } from 'vitest'
import { inOrder, quotedBy } from '#server/features/import/post-order.ts'

const post = (fileId: string, at: number, replyTo: string | null = null, body = '') => ({
  fileId,
  at,
  replyTo,
  post: { body },
})
const order = (posts: ReturnType<typeof post>[]) => inOrder(posts).map(({ fileId }) => fileId)

test('posts are numbered by time, and as the file has them where times are equal', () => {
  expect(order([post('c', 3), post('a', 1), post('b2', 2), post('b1', 2)])).toEqual([
    'a',
    'b2',
    'b1',
    'c',
  ])
})

test('no post comes before the one that it answers, whatever the clocks said', () => {
  expect(order([post('answer', 1, 'asked'), post('asked', 2), post('late', 3)])).toEqual([
    'asked',
    'answer',
    'late',
  ])
})

test('an answer to a post that is not there is ordered by its time', () => {
  expect(order([post('b', 2, 'elsewhere'), post('a', 1)])).toEqual(['a', 'b'])
})

test('a quote points at the last earlier post that has its words, over several lines too', () => {
  const posts = [
    post('one', 1, null, 'The tables are\nrevised once a year.'),
    post('two', 2, null, 'Something else entirely.'),
    post(
      'three',
      3,
      null,
      '> The tables are revised\n> once a year.\n\nWhy?\n\n> Something else entirely.\n\nYes.',
    ),
  ]
  expect(quotedBy(posts[2]!, posts)).toEqual(['one', 'two'])
})

test('a few letters, or the words of a later post, are no quote of anyone', () => {
  const posts = [
    post('one', 1, null, 'Yes.'),
    post('two', 2, null, '> Yes.\n\n> Said only later on.'),
    post('three', 3, null, 'Said only later on.'),
  ]
  expect(quotedBy(posts[1]!, posts)).toEqual([])
})
