import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type PostWindow, windowByReply, windowByTime } from '#server/features/forum/post-window.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { migrateSqlite } from '#server/storage/sqlite/sqlite-storage.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'
import { type Ground, layGround, storeTopic } from './stored-topic.ts'

type Sqlite = ReturnType<typeof openConnection>
let sqlite: Sqlite
let ground: Ground
let db: ReturnType<typeof kyselyOver>

beforeEach(async () => {
  const file = `${temporaryFolder()}/plenary.sqlite`
  await migrateSqlite(file)
  sqlite = openConnection(file, 'writer')
  db = kyselyOver(sqlite)
  ground = layGround(sqlite)
  return () => void sqlite.close()
})

const shape = ({ posts, ...around }: PostWindow) => ({
  numbers: posts.map((post) => post.number),
  ...around,
})

function wanted(
  parents: (number | null)[],
  more: { from?: number; firstUnread?: number; limit: number },
) {
  const topicId = storeTopic(sqlite, ground, parents)
  return { topicId, highest: parents.length, from: null, firstUnread: null, ...more }
}

const flat = (length: number) => Array.from({ length }, () => null)

describe('windows by time', () => {
  test('a topic that was never read opens at its first post', async () => {
    const window = await windowByTime(db, wanted(flat(50), { firstUnread: 1, limit: 20 }))
    expect(shape(window)).toMatchObject({ previousFrom: null, nextFrom: 21 })
    expect(window.posts[0]?.number).toBe(1)
  })

  test('it opens at the first unread post, and full where that is near the end', async () => {
    const middle = await windowByTime(db, wanted(flat(50), { firstUnread: 12, limit: 5 }))
    expect(shape(middle)).toEqual({ numbers: [12, 13, 14, 15, 16], previousFrom: 7, nextFrom: 17 })
    const end = await windowByTime(db, wanted(flat(50), { firstUnread: 49, limit: 5 }))
    expect(shape(end)).toEqual({ numbers: [46, 47, 48, 49, 50], previousFrom: 41, nextFrom: null })
  })

  test('all read, it opens at the last window', async () => {
    const window = await windowByTime(db, wanted(flat(7), { limit: 5 }))
    expect(shape(window)).toEqual({ numbers: [3, 4, 5, 6, 7], previousFrom: 1, nextFrom: null })
  })

  test('asked past the end it is empty and says where the last posts are', async () => {
    const window = await windowByTime(db, wanted(flat(7), { from: 90, limit: 5 }))
    expect(shape(window)).toEqual({ numbers: [], previousFrom: 3, nextFrom: null })
  })
})

describe('windows by reply', () => {
  // 1 ─ 3 ─ 6, 2 ─ 5, 4, 7
  const small = [null, null, 1, null, 2, 3, null]

  test('branches stand together, each by number, and none is cut in two', async () => {
    const first = await windowByReply(db, wanted(small, { from: 1, limit: 4 }))
    expect(shape(first)).toEqual({ numbers: [1, 3, 6], previousFrom: null, nextFrom: 2 })
    const second = await windowByReply(db, wanted(small, { from: 2, limit: 4 }))
    expect(shape(second)).toEqual({ numbers: [2, 5, 4, 7], previousFrom: 1, nextFrom: null })
  })

  test('asked for any post of a branch, it shows the branch from its root', async () => {
    const window = await windowByReply(db, wanted(small, { from: 6, limit: 3 }))
    expect(shape(window).numbers).toEqual([1, 3, 6])
  })

  test('a branch larger than the limit is windowed itself', async () => {
    const large = [null, 1, 1, 1, 1, 1, null]
    const first = await windowByReply(db, wanted(large, { from: 1, limit: 3 }))
    expect(shape(first)).toEqual({ numbers: [1, 2, 3], previousFrom: null, nextFrom: 4 })
    const second = await windowByReply(db, wanted(large, { from: 4, limit: 3 }))
    expect(shape(second)).toEqual({ numbers: [4, 5, 6], previousFrom: 1, nextFrom: 7 })
    const last = await windowByReply(db, wanted(large, { from: 7, limit: 3 }))
    expect(shape(last)).toEqual({ numbers: [7], previousFrom: 4, nextFrom: null })
  })

  test('left to itself it opens at the branch of the first unread post, else at the last window', async () => {
    const unread = await windowByReply(db, wanted(small, { firstUnread: 5, limit: 3 }))
    expect(shape(unread).numbers).toEqual([2, 5, 4])
    const read = await windowByReply(db, wanted(small, { limit: 3 }))
    expect(shape(read).numbers).toEqual([4, 7])
  })

  test('following nextFrom shows every post once, in the order of the branches', async () => {
    const topics = fc
      .array(fc.nat(), { minLength: 1, maxLength: 40 })
      .map((choices) =>
        choices.map((choice, index) =>
          index === 0 || choice % 3 === 0 ? null : (choice % index) + 1,
        ),
      )
    await fc.assert(
      fc.asyncProperty(topics, fc.integer({ min: 1, max: 9 }), async (parents, limit) => {
        const at = wanted(parents, { from: 1, limit })
        const seen: number[] = []
        for (let from: number | null = 1; from !== null;) {
          const window: PostWindow = await windowByReply(db, { ...at, from })
          expect(window.posts.length).toBeGreaterThan(0)
          expect(window.posts.length).toBeLessThanOrEqual(limit)
          seen.push(...window.posts.map((post) => post.number))
          from = window.nextFrom
        }
        expect([...seen].sort((a, b) => a - b)).toEqual(parents.map((_, index) => index + 1))
        const roots = parents.map((parent, index) => (parent === null ? index + 1 : 0))
        parents.forEach((parent, index) => {
          if (parent !== null) roots[index] = roots[parent - 1] ?? 0
        })
        const order = seen.map((number) => [roots[number - 1] ?? 0, number] as const)
        expect(order).toEqual(order.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]))
      }),
      { numRuns: 60 },
    )
  })

  test('following previousFrom from the end reaches the first post', async () => {
    const parents = Array.from({ length: 60 }, (_, n) =>
      n % 7 === 0 ? null : Math.max(1, n - (n % 7) + 1),
    )
    const at = wanted(parents, { limit: 5 })
    let window = await windowByReply(db, { ...at, from: null })
    const seen = new Set(window.posts.map((post) => post.number))
    for (let turns = 0; window.previousFrom !== null; turns++) {
      expect(turns).toBeLessThan(60)
      window = await windowByReply(db, { ...at, from: window.previousFrom })
      for (const post of window.posts) seen.add(post.number)
    }
    expect(seen.size).toBe(60)
  })
})
