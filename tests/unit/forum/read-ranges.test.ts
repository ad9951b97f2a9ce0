import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clipRanges,
  countRead,
  firstUnread,
  mergeRanges,
  mostRanges,
  type ReadRange,
} from '#shared/rules/read-ranges.ts'

const range = fc
  .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 12 }))
  .map(([first, length]): ReadRange => [first, first + length])
const ranges = fc.array(range, { maxLength: 30 })

function numbersIn(list: readonly ReadRange[]): number[] {
  const numbers = new Set<number>()
  for (const [first, last] of list) for (let n = first; n <= last; n++) numbers.add(n)
  return [...numbers].sort((a, b) => a - b)
}

describe('read ranges', () => {
  test('merging keeps exactly the posts that any list covers, apart and in order', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const merged = mergeRanges(a, b)
        expect(numbersIn(merged)).toEqual(numbersIn([...a, ...b]))
        for (const [index, [first]] of merged.entries()) {
          expect(first).toBeGreaterThan((merged[index - 1]?.[1] ?? -1) + 1)
        }
      }),
    )
  })

  test('the count is that of the posts covered, so unread is a subtraction', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        expect(countRead(mergeRanges(list))).toBe(numbersIn(list).length)
      }),
    )
  })

  test('the first unread post is the lowest number left out', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 220 }), (list, highest) => {
        const read = new Set(numbersIn(list))
        let expected: number | null = 1
        while (read.has(expected)) expected++
        expect(firstUnread(mergeRanges(list), highest)).toBe(expected <= highest ? expected : null)
      }),
    )
  })

  test('what lies outside a topic is cut off', () => {
    expect(
      clipRanges(
        [
          [0, 2],
          [5, 9],
          [12, 14],
        ],
        7,
      ),
    ).toEqual([
      [1, 2],
      [5, 7],
    ])
  })

  test('past the bound the narrowest gaps close, and nothing read becomes unread', () => {
    const everyOther = Array.from({ length: mostRanges + 3 }, (_, n): ReadRange => [
      n * 3 + 1,
      n * 3 + 1,
    ])
    const withNarrowGap: ReadRange[] = [...everyOther, [100_000, 100_000], [100_500, 100_500]]
    const merged = mergeRanges(withNarrowGap)
    expect(merged).toHaveLength(mostRanges)
    expect(merged.at(-1)).toEqual([100_500, 100_500])
    const kept = new Set(numbersIn(merged))
    expect(numbersIn(withNarrowGap).filter((n) => !kept.has(n))).toEqual([])
  })
})
