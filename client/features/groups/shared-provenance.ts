import type { Members } from './members-page.tsx'

type Provenance = Members['seats'][number]['provenance']

/**
 * Where to say that records are not from the sources: once above the column where all are of one
 * kind (`head`), beside each where kinds mix.
 */
export function placeProvenance(all: Provenance[]): { head: Provenance; isMixed: boolean } {
  const kinds = new Set(all)
  return kinds.size === 1 ? { head: all[0] ?? null, isMixed: false } : { head: null, isMixed: true }
}
