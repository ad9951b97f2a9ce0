import WebSocket from 'ws'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { importPeer } from '../peers.ts'
import { type Join, nextClock } from './participant.ts'

interface Provider {
  awareness: Awareness
  configuration: { websocketProvider: { webSocket: WebSocket | null; shouldConnect: boolean } }
}
interface ProviderModule {
  HocuspocusProvider: new (configuration: {
    url: string
    name: string
    document: Y.Doc
    WebSocketPolyfill: typeof WebSocket
    onSynced(): void
    onUnsyncedChanges(change: { number: number }): void
  }) => Provider
}

/** Hocuspocus' own provider, as it comes. */
export async function joinHocuspocus(): Promise<Join> {
  const { HocuspocusProvider } = await importPeer<ProviderModule>('@hocuspocus/provider')
  return ({ url, draft, doc, onSaved }) => {
    const { promise: synced, resolve } = Promise.withResolvers<void>()
    const provider = new HocuspocusProvider({
      url,
      name: draft,
      document: doc,
      WebSocketPolyfill: WebSocket,
      onSynced: () => resolve(),
      // What its makers' examples show as "all changes saved".
      onUnsyncedChanges: ({ number }) => {
        if (number === 0) onSaved(nextClock(doc))
      },
    })
    return {
      doc,
      awareness: provider.awareness,
      synced,
      leave() {
        const connection = provider.configuration.websocketProvider
        connection.shouldConnect = false
        connection.webSocket?.terminate()
      },
    }
  }
}
