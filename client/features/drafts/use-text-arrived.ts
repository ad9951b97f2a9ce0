import { useMemo, useSyncExternalStore } from 'react'
import type { DraftSession } from '../../editor/connection/draft-session.ts'

/** Whether the text is here, from the server or from this device: before that a blank editor would
 * say that the draft is empty. */
export function useTextArrived(session: DraftSession): boolean {
  const source = useMemo(() => watch(session), [session])
  return useSyncExternalStore(source.subscribe, source.look)
}

function watch(session: DraftSession) {
  const { provider, fragment } = session
  const look = () => provider.synced || fragment.length > 0
  const subscribe = (listener: () => void) => {
    provider.on('sync', listener)
    fragment.observe(listener)
    return () => {
      provider.off('sync', listener)
      fragment.unobserve(listener)
    }
  }
  return { look, subscribe }
}
