import { MAX_DEPTH } from '../limits.ts'
import { FrameRefused } from '../refusals.ts'
import { DepthIndex } from './depth-index.ts'
import { GC_ANCHOR, ROOT_ANCHOR } from './scan-update.ts'
import type { Known, Section } from './scan-update.ts'

/** All clocks of `client` from `from` to the next entry stand `depth` deep. */
export interface DepthEntry {
  client: number
  from: number
  depth: number
}

interface Cursor {
  section: Section
  next: number
  isWaiting: boolean
}

/**
 * Walks the clients' queues as Yjs's integration does. Throws FrameRefused: `circle` when no order
 * exists in which each struct follows what it needs (H2), `content` when one stands too deep.
 * Nothing may be missing outside the update. Answers how deep each struct stands.
 */
export function walkIntegration(
  sections: Section[],
  known: Known,
  depthOf: (client: number, clock: number) => number,
): DepthEntry[] {
  const cursors = new Map<number, Cursor>()
  for (const section of sections) {
    cursors.set(section.client, { section, next: 0, isWaiting: false })
  }
  const depths = new DepthTrail(known, depthOf)
  const reached = (client: number) => {
    const cursor = cursors.get(client)
    if (!cursor || cursor.next === 0) return known(client)
    return cursor.section.ends[cursor.next - 1]!
  }
  for (const cursor of cursors.values()) {
    const stack = [cursor]
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!
      if (top.next === top.section.ends.length) {
        stack.pop()
        continue
      }
      const missing = firstMissing(top, reached)
      if (missing === null) {
        depths.enter(top.section, top.next, reached(top.section.client))
        top.next++
        top.isWaiting = false
        // What waited below may go on now; the rest of this queue has its own turn.
        if (stack.length > 1) stack.pop()
        continue
      }
      top.isWaiting = true
      const other = cursors.get(missing)
      if (!other || other.isWaiting) throw new FrameRefused('circle')
      stack.push(other)
    }
  }
  return depths.entries
}

function firstMissing(cursor: Cursor, reached: Known): number | null {
  const { deps, depEnds } = cursor.section
  const start = cursor.next === 0 ? 0 : depEnds[cursor.next - 1]!
  for (let i = start; i < depEnds[cursor.next]!; i += 2) {
    if (deps[i + 1]! >= reached(deps[i]!)) return deps[i]!
  }
  return null
}

/** The depths of one update's structs, over those that are known. */
class DepthTrail {
  readonly entries: DepthEntry[] = []
  readonly #own = new DepthIndex()
  readonly #known: Known
  readonly #depthOf: (client: number, clock: number) => number

  constructor(known: Known, depthOf: (client: number, clock: number) => number) {
    this.#known = known
    this.#depthOf = depthOf
  }

  enter({ client, anchors }: Section, index: number, from: number): void {
    const depth = this.#below(anchors[index * 3]!, anchors[index * 3 + 1]!, anchors[index * 3 + 2]!)
    if (depth > MAX_DEPTH) throw new FrameRefused('content')
    this.#own.set(client, from, depth)
    this.entries.push({ client, from, depth })
  }

  #below(client: number, clock: number, levels: number): number {
    if (client === ROOT_ANCHOR || client === GC_ANCHOR) return 0
    const isKnown = clock < this.#known(client)
    const depth = isKnown ? this.#depthOf(client, clock) : this.#own.depthOf(client, clock)
    return depth + levels
  }
}
