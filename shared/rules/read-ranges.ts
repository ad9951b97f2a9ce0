/** Post numbers that a person has read: inclusive, ascending, apart: `[[1, 4], [7, 7]]`. */
export type ReadRange = [first: number, last: number]

/** So many ranges are kept for a topic; past that the narrowest gaps count as read. */
export const mostRanges = 500

/** Ranges in any order, overlapping or touching, as the one way to write them. */
export function mergeRanges(...lists: readonly (readonly ReadRange[])[]): ReadRange[] {
  const sorted = lists
    .flat()
    .filter(([first, last]) => first <= last)
    .sort((a, b) => a[0] - b[0])
  const merged: ReadRange[] = []
  for (const [first, last] of sorted) {
    const open = merged.at(-1)
    if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last)
    else merged.push([first, last])
  }
  return bounded(merged)
}

/** Closes the narrowest gaps first, so that as few posts as possible count as read unread. */
function bounded(merged: ReadRange[]): ReadRange[] {
  const excess = merged.length - mostRanges
  if (excess <= 0) return merged
  const gaps = merged
    .slice(1)
    .map((range, index) => ({ before: index + 1, width: range[0] - (merged[index]?.[1] ?? 0) }))
    .sort((a, b) => a.width - b.width)
  const closed = new Set(gaps.slice(0, excess).map((gap) => gap.before))
  const kept: ReadRange[] = []
  merged.forEach((range, index) => {
    const last = kept.at(-1)
    if (last && closed.has(index)) last[1] = range[1]
    else kept.push([...range])
  })
  return kept
}

/** Only what lies within posts 1 to `highest`. */
export function clipRanges(ranges: readonly ReadRange[], highest: number): ReadRange[] {
  return ranges
    .map(([first, last]): ReadRange => [Math.max(1, first), Math.min(last, highest)])
    .filter(([first, last]) => first <= last)
}

/** How many posts merged ranges cover. */
export function countRead(merged: readonly ReadRange[]): number {
  return merged.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/** The lowest of 1 to `highest` that merged ranges leave out; null when all is read. */
export function firstUnread(merged: readonly ReadRange[], highest: number): number | null {
  const head = merged[0]
  const candidate = head && head[0] === 1 ? head[1] + 1 : 1
  return candidate <= highest ? candidate : null
}
