import { MAX_DEPTH } from '../limits.ts'
import type { ClientRange } from '../ports.ts'
import { FrameRefused } from '../refusals.ts'
import { isSamePlace, NOWHERE, PlaceIndex, ROOT } from './place-index.ts'
import type { Place } from './place-index.ts'
import { anchorAt } from './scan-update.ts'
import type { Anchor, Known, Section } from './scan-update.ts'

/** All clocks of `client` from `from` to the next entry stand in this place. */
export interface PlaceEntry {
  client: number
  from: number
  place: Place
}

export interface Walk {
  places: PlaceEntry[]
  /** A struct says to stand between two that do not stand in the same place. */
  isTorn: boolean
  /**
   * Values of attributes that take several clocks. Yjs joins values that are all deleted, and no
   * others; a live one that is taken apart later makes its element impossible to delete (seen).
   */
  longValues: ClientRange[]
}

type PlaceOf = (client: number, clock: number) => Place

interface Cursor {
  section: Section
  next: number
  isWaiting: boolean
}

/**
 * Walks the clients' queues as Yjs's integration does. Throws FrameRefused: `circle` when no order
 * exists in which each struct follows what it needs (H2), `content` when one stands too deep.
 * Nothing may be missing outside the update.
 */
export function walkIntegration(sections: Section[], known: Known, placeOf: PlaceOf): Walk {
  const cursors = new Map<number, Cursor>()
  for (const section of sections) {
    cursors.set(section.client, { section, next: 0, isWaiting: false })
  }
  const trail = new PlaceTrail(known, placeOf)
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
        trail.enter(top.section, top.next, reached(top.section.client))
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
  return trail
}

function firstMissing(cursor: Cursor, reached: Known): number | null {
  const { deps, depEnds } = cursor.section
  const start = cursor.next === 0 ? 0 : depEnds[cursor.next - 1]!
  for (let i = start; i < depEnds[cursor.next]!; i += 2) {
    if (deps[i + 1]! >= reached(deps[i]!)) return deps[i]!
  }
  return null
}

/** The places of one update's structs, over those that are known. */
class PlaceTrail implements Walk {
  readonly places: PlaceEntry[] = []
  isTorn = false
  readonly longValues: ClientRange[] = []
  readonly #own = new PlaceIndex()
  readonly #known: Known
  readonly #placeOf: PlaceOf

  constructor(known: Known, placeOf: PlaceOf) {
    this.#known = known
    this.#placeOf = placeOf
  }

  enter(section: Section, index: number, from: number): void {
    const { client, ends } = section
    const anchor = anchorAt(section, index)
    const to = ends[index]!
    const place = this.#placeBy(anchor)
    if (place.depth > MAX_DEPTH) throw new FrameRefused('content')
    if (anchor.before) this.isTorn ||= isTorn(place, this.#find(anchor.before))
    if (place.isAttribute && to - from > 1 && !anchor.isEmptied) {
      this.longValues.push({ client, from, to })
    }
    this.#own.set(client, from, place)
    this.places.push({ client, from, place })
  }

  #placeBy(anchor: Anchor): Place {
    const { client, clock, kind } = anchor
    switch (kind) {
      case 'root':
        return ROOT
      case 'collected':
        return NOWHERE
      case 'beside':
        return this.#find(anchor)
      case 'in':
      case 'attributeOf': {
        const depth = this.#find(anchor).depth + 1
        return { client, clock, depth, isAttribute: kind === 'attributeOf' }
      }
    }
  }

  #find({ client, clock }: { client: number; clock: number }): Place {
    return clock < this.#known(client)
      ? this.#placeOf(client, clock)
      : this.#own.placeOf(client, clock)
  }
}

/** Yjs never gives a right neighbour to an attribute's value. */
function isTorn(place: Place, right: Place): boolean {
  if (place.isAttribute || right.isAttribute) return true
  const isKnown = place.client !== NOWHERE.client && right.client !== NOWHERE.client
  return isKnown && !isSamePlace(place, right)
}
