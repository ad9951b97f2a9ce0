/** One step through both sequences: `to` null drops an old part, `from` null adds a new one. */
export interface AlignStep {
  from: number | null
  to: number | null
  isEqual: boolean
}

/** Above this product of lengths only the common ends are matched: a table of it would be 16 MB. */
const MAX_CELLS = 4_000_000

/**
 * How to get from one sequence to another with few changes: parts that are alike stay, parts
 * between them are paired in order where `canBecome` allows it, the rest is dropped or added.
 */
export function alignParts(
  from: readonly string[],
  to: readonly string[],
  canBecome: (from: number, to: number) => boolean,
): AlignStep[] {
  const steps: AlignStep[] = []
  let [oldAt, newAt] = [0, 0]
  for (const [oldIndex, newIndex] of [...anchors(from, to), [from.length, to.length] as const]) {
    steps.push(...alignGap(oldAt, oldIndex, newAt, newIndex, canBecome))
    if (oldIndex < from.length) steps.push({ from: oldIndex, to: newIndex, isEqual: true })
    oldAt = oldIndex + 1
    newAt = newIndex + 1
  }
  return steps
}

function alignGap(
  oldStart: number,
  oldEnd: number,
  newStart: number,
  newEnd: number,
  canBecome: (from: number, to: number) => boolean,
): AlignStep[] {
  const steps: AlignStep[] = []
  let [oldAt, newAt] = [oldStart, newStart]
  while (oldAt < oldEnd || newAt < newEnd) {
    const isBoth = oldAt < oldEnd && newAt < newEnd
    if (isBoth && canBecome(oldAt, newAt))
      steps.push({ from: oldAt++, to: newAt++, isEqual: false })
    else if (newAt >= newEnd || (isBoth && oldEnd - oldAt >= newEnd - newAt))
      steps.push({ from: oldAt++, to: null, isEqual: false })
    else steps.push({ from: null, to: newAt++, isEqual: false })
  }
  return steps
}

/** Pairs of equal parts in order: the common ends, and the longest common run in between. */
function anchors(from: readonly string[], to: readonly string[]): [number, number][] {
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1
  let end = 0
  const room = Math.min(from.length, to.length) - start
  while (end < room && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1
  const head = Array.from({ length: start }, (_, index): [number, number] => [index, index])
  const tail = Array.from({ length: end }, (_, index): [number, number] => [
    from.length - end + index,
    to.length - end + index,
  ])
  const middle = longestCommon(
    from.slice(start, from.length - end),
    to.slice(start, to.length - end),
  )
  return [...head, ...middle.map(([a, b]): [number, number] => [a + start, b + start]), ...tail]
}

function longestCommon(from: readonly string[], to: readonly string[]): [number, number][] {
  const width = to.length + 1
  if (from.length * to.length > MAX_CELLS) return []
  const lengths = new Uint32Array((from.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = from.length - 1; row >= 0; row--)
    for (let column = to.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        from[row] === to[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < from.length && column < to.length) {
    if (from[row] === to[column]) pairs.push([row++, column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}
