import { useEffect, useEffectEvent } from 'react'
import type { LiveEvent } from '#shared/contracts/attention.ts'

type Listener = (event: LiveEvent) => void

const listeners = new Set<Listener>()

/** Tells the pages that something happened; they read what they show under today's rights. */
export function announce(event: LiveEvent): void {
  for (const listener of listeners) listener(event)
}

/** For a page that shows an arrival itself ("2 new posts"), beside what is refreshed anyway. */
export function useLiveEvent(onEvent: Listener): void {
  const latest = useEffectEvent(onEvent)
  useEffect(() => {
    const listener: Listener = (event) => latest(event)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
}
