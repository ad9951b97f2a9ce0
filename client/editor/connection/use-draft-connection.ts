import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLatest } from '../use-latest.ts'
import { DraftConnection, type DraftConnectionOptions, type DraftView } from './draft-connection.ts'

/**
 * The connection to a draft's text for as long as the component lives; null in the first moment.
 * It is made anew when draft, epoch or person change. Callbacks may be new at each rendering.
 */
export function useDraftConnection(options: DraftConnectionOptions): DraftConnection | null {
  const latest = useLatest(options)
  const [connection, setConnection] = useState<DraftConnection | null>(null)
  const { url, draftId, epoch, keptFor } = options
  const [installation, personId] = [keptFor?.installation, keptFor?.personId]

  useEffect(() => {
    const isKept = installation !== undefined && personId !== undefined
    const made = new DraftConnection({
      url,
      draftId,
      epoch,
      keptFor: isKept ? { installation, personId } : null,
      fetchEpoch: () => latest.get().fetchEpoch(),
      onStaleCopy: (copy) => latest.get().onStaleCopy(copy),
      now: () => (latest.get().now ?? Date.now)(),
      ...(latest.get().socket === undefined ? {} : { socket: latest.get().socket }),
    })
    // oxlint-disable-next-line react/set-state-in-effect -- it opens a socket: not while rendering
    setConnection(made)
    window.addEventListener('online', made.hurry)
    const beforeLeaving = (event: BeforeUnloadEvent) => {
      if (wouldLose(made.getView())) event.preventDefault()
    }
    window.addEventListener('beforeunload', beforeLeaving)
    return () => {
      window.removeEventListener('online', made.hurry)
      window.removeEventListener('beforeunload', beforeLeaving)
      made.destroy()
    }
  }, [latest, url, draftId, epoch, installation, personId])

  return connection
}

/**
 * One thing of what the connection shows. The state of saving changes twice with each key: only what
 * shows it may be drawn as often, so each component selects what it draws.
 */
export function useDraftView<T>(connection: DraftConnection, select: (view: DraftView) => T): T {
  return useSyncExternalStore(connection.subscribe, () => select(connection.getView()))
}

/** Whether leaving the page now throws words away: unsaved, and not kept on this device. */
function wouldLose({ status, isKept }: DraftView): boolean {
  return status.kind === 'saving' || ('hasUnsaved' in status && status.hasUnsaved && !isKept)
}
