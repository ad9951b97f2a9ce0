import type { AuthorRun } from './authorship.ts'

/**
 * Who wrote what stands at a position, as an index into the authors (undefined: nobody), and up to
 * where (exclusive) that holds. Runs ascend.
 */
export function authorAt(
  runs: readonly AuthorRun[],
  position: number,
): { author: number | undefined; until: number } {
  const run = runs[firstEndingAfter(runs, position)]
  if (run === undefined) return { author: undefined, until: Infinity }
  if (run.from > position) return { author: undefined, until: run.from }
  return { author: run.author, until: run.to }
}

/** Index of the range in which a position is, or of the next one. */
export function firstEndingAfter(ranges: readonly { to: number }[], position: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.to ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low
}
