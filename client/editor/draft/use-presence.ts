import { useMemo, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { type PresentPerson, presentPeople } from './presence-state.ts'

const nobody: PresentPerson[] = []

/** Who else has the draft open; changes only when somebody comes, goes, begins or stops writing. */
export function usePresence(awareness: Awareness | undefined): PresentPerson[] {
  const source = useMemo(() => watch(awareness), [awareness])
  return useSyncExternalStore(source.subscribe, source.look)
}

function watch(awareness: Awareness | undefined) {
  let shown = nobody
  const look = () => {
    if (awareness === undefined) return nobody
    const next = presentPeople(awareness)
    // Carets move ten times a second; the list must not be drawn as often.
    if (JSON.stringify(next) !== JSON.stringify(shown)) shown = next
    return shown
  }
  const subscribe = (listener: () => void) => {
    awareness?.on('change', listener)
    return () => awareness?.off('change', listener)
  }
  return { look, subscribe }
}
