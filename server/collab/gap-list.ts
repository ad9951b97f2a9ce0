import type { Extent } from './admission/admit.ts'
import type { Need } from './ports.ts'
import type { StoredState } from './stored-state.ts'

interface Gap {
  frame: number
  needs: Need[]
  extent: Extent
  /** The client was asked for what it has since the needs were met. */
  isAsked: boolean
}

/**
 * Frames of one connection that need something which is not stored. They are not kept: the client
 * is asked again by step 1, at once and when what they need has come from elsewhere, and they
 * count when the stored state has all that they brought (rules C2 and C5).
 */
export class GapList {
  #gaps: Gap[] = []

  get size(): number {
    return this.#gaps.length
  }

  add(frame: number, needs: Need[], extent: Extent): void {
    this.#gaps.push({ frame, needs, extent, isAsked: false })
  }

  /** Which frames count now, and whether the client is to be asked again. */
  review(state: StoredState): { stored: number[]; ask: boolean } {
    const stored: number[] = []
    let ask = false
    this.#gaps = this.#gaps.filter((gap) => {
      if (state.contains(gap.extent)) {
        stored.push(gap.frame)
        return false
      }
      const isMet = gap.needs.every(({ client, clock }) => state.clock(client) >= clock)
      if (isMet && !gap.isAsked) ask = gap.isAsked = true
      return true
    })
    return { stored, ask }
  }
}
