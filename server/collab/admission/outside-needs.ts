import type { Need } from '../ports.ts'
import type { Known, ScannedUpdate } from './scan-update.ts'

export interface Outside {
  /** The update needs something that is neither known nor in it. */
  isGap: boolean
  /** All that it needs of the state before it. */
  needs: Need[]
}

/**
 * What an update needs of the state before it (rule C2). What it needs of itself, and in which
 * order, is `walkIntegration`'s.
 */
export function findOutside(update: ScannedUpdate, known: Known): Outside {
  const extents = new Map(update.sections.map(({ client, to }) => [client, to]))
  const extent = (client: number) => extents.get(client) ?? known(client)
  const outside = new Map<number, number>()
  const need = (client: number, clock: number) => {
    if ((outside.get(client) ?? 0) < clock) outside.set(client, clock)
  }
  let isGap = false
  for (const section of update.sections) {
    if (section.hasHole) {
      isGap = true
      need(section.client, section.from)
    }
    for (let i = 0; i < section.deps.length; i += 2) {
      const client = section.deps[i]!
      const clock = section.deps[i + 1]!
      if (clock >= extent(client)) isGap = true
      if (clock < known(client) || clock >= extent(client)) need(client, clock + 1)
    }
  }
  for (const { client, clock, len } of update.deletions) {
    if (clock + len > extent(client)) {
      isGap = true
      need(client, clock + len)
    } else need(client, Math.min(clock + len, known(client)))
  }
  const needs = [...outside].map(([client, clock]) => ({ client, clock }))
  return { isGap, needs: needs.filter(({ clock }) => clock > 0) }
}
