/** `length` parts that are equal on both sides, from these indexes on. */
export interface EqualRun {
  from: number
  to: number
  length: number
}

/** Above this product of lengths no table is made where nothing unique holds on to. */
const MAX_CELLS = 1_000_000

/**
 * Equal parts of two sequences, in order, by patience: what occurs once on both sides holds, in the
 * longest order that both share; then the same between those. Near linear on documents, where a
 * table of all pairs would take megabytes.
 */
export function equalRuns(from: readonly string[], to: readonly string[]): EqualRun[] {
  const ids = new Map<string, number>()
  const idOf = (part: string) => ids.get(part) ?? (ids.set(part, ids.size), ids.size - 1)
  const pairs: [number, number][] = []
  matchRange(from.map(idOf), to.map(idOf), { old: [0, from.length], new: [0, to.length] }, pairs)
  return runsOf(pairs)
}

interface Range {
  old: [start: number, end: number]
  new: [start: number, end: number]
}

function matchRange(from: number[], to: number[], range: Range, pairs: [number, number][]): void {
  let [oldStart, oldEnd] = range.old
  let [newStart, newEnd] = range.new
  while (oldStart < oldEnd && newStart < newEnd && from[oldStart] === to[newStart])
    pairs.push([oldStart++, newStart++])
  const tail: [number, number][] = []
  while (oldStart < oldEnd && newStart < newEnd && from[oldEnd - 1] === to[newEnd - 1])
    tail.push([--oldEnd, --newEnd])
  const inner: Range = { old: [oldStart, oldEnd], new: [newStart, newEnd] }
  const held = uniqueInOrder(from, to, inner)
  if (held.length > 0) {
    let [oldAt, newAt] = [oldStart, newStart]
    for (const [oldIndex, newIndex] of [...held, [oldEnd, newEnd] as const]) {
      matchRange(from, to, { old: [oldAt, oldIndex], new: [newAt, newIndex] }, pairs)
      if (oldIndex < oldEnd) pairs.push([oldIndex, newIndex])
      oldAt = oldIndex + 1
      newAt = newIndex + 1
    }
  } else pairs.push(...longestCommon(from, to, inner))
  pairs.push(...tail.toReversed())
}

/** What occurs once on both sides, as the longest list that ascends on both. */
function uniqueInOrder(from: number[], to: number[], range: Range): [number, number][] {
  const old = onceIn(from, range.old)
  const candidates: [number, number][] = []
  for (const [id, newIndex] of onceIn(to, range.new)) {
    const oldIndex = old.get(id)
    if (newIndex >= 0 && oldIndex !== undefined && oldIndex >= 0)
      candidates.push([oldIndex, newIndex])
  }
  return longestAscending(candidates.toSorted((a, b) => a[1] - b[1]))
}

/** Where each id stands that occurs once; -1 for the others. */
function onceIn(ids: number[], [start, end]: [number, number]): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = start; at < end; at++) {
    const id = ids[at] ?? 0
    places.set(id, places.has(id) ? -1 : at)
  }
  return places
}

/** The longest part of pairs, sorted by their second number, whose first numbers ascend. */
function longestAscending(pairs: [number, number][]): [number, number][] {
  const tops: number[] = []
  const before: number[] = []
  for (const [index, [value]] of pairs.entries()) {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((pairs[tops[middle] ?? 0]?.[0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? (tops[low - 1] ?? -1) : -1
    tops[low] = index
  }
  const chain: [number, number][] = []
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at]
    if (pair) chain.push(pair)
  }
  return chain.toReversed()
}

function longestCommon(from: number[], to: number[], range: Range): [number, number][] {
  const [oldStart, oldEnd] = range.old
  const [newStart, newEnd] = range.new
  const rows = oldEnd - oldStart
  const width = newEnd - newStart + 1
  if (rows === 0 || width === 1 || rows * width > MAX_CELLS) return []
  const lengths = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row--)
    for (let column = width - 2; column >= 0; column--)
      lengths[row * width + column] =
        from[oldStart + row] === to[newStart + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < rows && column < width - 1) {
    if (from[oldStart + row] === to[newStart + column])
      pairs.push([oldStart + row++, newStart + column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}

function runsOf(pairs: [number, number][]): EqualRun[] {
  const runs: EqualRun[] = []
  for (const [from, to] of pairs) {
    const last = runs.at(-1)
    if (last && last.from + last.length === from && last.to + last.length === to) last.length += 1
    else runs.push({ from, to, length: 1 })
  }
  return runs
}
