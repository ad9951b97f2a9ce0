import { equalRuns } from './equal-runs.ts'

/** One step through both sequences: `to` null drops an old part, `from` null adds a new one. */
export interface AlignStep {
  from: number | null
  to: number | null
  isEqual: boolean
}

/**
 * How far an old part may become a new one: 0 cannot, above that the more the better. Pairs are
 * chosen so that their sum is the highest.
 */
export type Likeness = (from: number, to: number) => number

/** Above this product of lengths parts are paired in order: comparing each with each takes long. */
const MAX_PAIRS = 40_000

/**
 * How to get from one sequence to another with few changes: parts that are alike stay, parts
 * between them are paired where they are likest, the rest is dropped or added.
 */
export function alignParts(
  from: readonly string[],
  to: readonly string[],
  likeness: Likeness,
): AlignStep[] {
  const steps: AlignStep[] = []
  let [oldAt, newAt] = [0, 0]
  for (const { from: oldIndex, to: newIndex, length } of [
    ...equalRuns(from, to),
    { from: from.length, to: to.length, length: 0 },
  ]) {
    steps.push(...alignGap(oldAt, oldIndex, newAt, newIndex, likeness))
    for (let at = 0; at < length; at++)
      steps.push({ from: oldIndex + at, to: newIndex + at, isEqual: true })
    oldAt = oldIndex + length
    newAt = newIndex + length
  }
  return steps
}

function alignGap(
  oldStart: number,
  oldEnd: number,
  newStart: number,
  newEnd: number,
  likeness: Likeness,
): AlignStep[] {
  const pairs =
    (oldEnd - oldStart) * (newEnd - newStart) > MAX_PAIRS
      ? pairsInOrder(oldStart, oldEnd, newStart, newEnd, likeness)
      : likestPairs(oldStart, oldEnd, newStart, newEnd, likeness)
  const steps: AlignStep[] = []
  let [oldAt, newAt] = [oldStart, newStart]
  for (const [from, to] of [...pairs, [oldEnd, newEnd] as const]) {
    while (oldAt < from) steps.push({ from: oldAt++, to: null, isEqual: false })
    while (newAt < to) steps.push({ from: null, to: newAt++, isEqual: false })
    if (from < oldEnd) steps.push({ from: oldAt++, to: newAt++, isEqual: false })
  }
  return steps
}

function pairsInOrder(
  oldStart: number,
  oldEnd: number,
  newStart: number,
  newEnd: number,
  likeness: Likeness,
): [number, number][] {
  const pairs: [number, number][] = []
  let [oldAt, newAt] = [oldStart, newStart]
  while (oldAt < oldEnd && newAt < newEnd) {
    if (likeness(oldAt, newAt) > 0) pairs.push([oldAt++, newAt++])
    else if (oldEnd - oldAt >= newEnd - newAt) oldAt += 1
    else newAt += 1
  }
  return pairs
}

/** The pairs in order with the highest sum of likeness, by the usual table from the ends. */
function likestPairs(
  oldStart: number,
  oldEnd: number,
  newStart: number,
  newEnd: number,
  likeness: Likeness,
): [number, number][] {
  const rows = oldEnd - oldStart
  const columns = newEnd - newStart
  if (rows === 0 || columns === 0) return []
  const likes = new Float64Array(rows * columns)
  const best = new Float64Array((rows + 1) * (columns + 1))
  const at = (row: number, column: number) => best[row * (columns + 1) + column] ?? 0
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const like = likeness(oldStart + row, newStart + column)
      likes[row * columns + column] = like
      const paired = like > 0 ? like + at(row + 1, column + 1) : 0
      best[row * (columns + 1) + column] = Math.max(
        paired,
        at(row + 1, column),
        at(row, column + 1),
      )
    }
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < rows && column < columns) {
    const like = likes[row * columns + column] ?? 0
    if (like > 0 && at(row, column) === like + at(row + 1, column + 1))
      pairs.push([oldStart + row++, newStart + column++])
    else if (at(row, column) === at(row + 1, column)) row += 1
    else column += 1
  }
  return pairs
}
