import { useMemo, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { type PresentPerson, presenceSource } from './presence-state.ts'

/** Who else has the draft open; changes only when somebody comes, goes, begins or stops writing. */
export function usePresence(awareness: Awareness): PresentPerson[] {
  const source = useMemo(() => presenceSource(awareness), [awareness])
  return useSyncExternalStore(source.subscribe, source.look)
}
