import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { type Joining, nextClock, type Participant } from './participant.ts'

const STEP_2_OR_UPDATE = new Set([1, 2])
const STORED = 64

/**
 * y-websocket as the product's editor sets it up: it asks for acknowledgements by the subprotocol,
 * and does not send back the awareness that it receives (Hocuspocus' provider does not either).
 */
export function joinByYWebsocket({ url, draft, token, doc, onSaved }: Joining): Participant {
  /** What the document had made when its nth sync frame left on this connection. */
  const sent: number[] = []
  class ClientSocket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: token ? { authorization: `Bearer ${token}` } : {} })
    }
    override send(data: Uint8Array): void {
      super.send(data)
      if (data[0] === 0 && STEP_2_OR_UPDATE.has(data[1] ?? 0)) sent.push(nextClock(doc))
    }
  }
  const provider = new WebsocketProvider(url, draft, doc, {
    WebSocketPolyfill: ClientSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    protocols: token ? ['plenary.v1'] : [],
    shouldReconnect: () => false,
  })
  provider.messageHandlers[STORED] = (_encoder, decoder) => {
    const to = sent[readCount(decoder) - 1]
    if (to !== undefined) onSaved(to)
  }
  ignoreEcho(provider)
  return {
    doc,
    awareness: provider.awareness,
    synced: new Promise((resolve) => provider.on('sync', (isSynced) => isSynced && resolve())),
    leave() {
      // Not destroy(): that says good-bye, and a severed client does not.
      provider.shouldConnect = false
      ;(provider.ws as unknown as WebSocket | null)?.terminate()
    },
  }
}

function readCount(decoder: { arr: Uint8Array; pos: number }): number {
  let count = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = decoder.arr[decoder.pos++] ?? 0
    count += (byte & 127) * factor
    if (byte < 128) return count
  }
}

/* oxlint-disable no-underscore-dangle -- y-websocket has no other way to its handler */
function ignoreEcho(provider: WebsocketProvider): void {
  const announce = provider._awarenessUpdateHandler
  const announceOwn: typeof announce = (changes, origin) => {
    if (origin !== provider) announce(changes, origin)
  }
  provider.awareness.off('update', announce)
  provider._awarenessUpdateHandler = announceOwn
  provider.awareness.on('update', announceOwn)
}
