/** The words of a text with how often each occurs, for `wordLikeness`. */
export type WordCounts = ReadonlyMap<string, number>

/** Scripts that put no blanks between words count by the sign. */
const WORDS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu

export function countWords(text: string): WordCounts {
  const counts = new Map<string, number>()
  for (const word of text.match(WORDS) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** What share of the words of two texts they have in common: 0 none, 1 all (in any order). */
export function wordLikeness(a: WordCounts, b: WordCounts): number {
  const total = sizeOf(a) + sizeOf(b)
  if (total === 0) return 1
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let common = 0
  for (const [word, count] of small) common += Math.min(count, large.get(word) ?? 0)
  return (2 * common) / total
}

const sizes = new WeakMap<WordCounts, number>()

function sizeOf(counts: WordCounts): number {
  let size = sizes.get(counts)
  if (size === undefined) {
    size = 0
    for (const count of counts.values()) size += count
    sizes.set(counts, size)
  }
  return size
}
