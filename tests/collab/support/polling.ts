import type { IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import { Manager, type Socket } from 'socket.io-client'
import { DraftDoor } from '#server/realtime/draft-door.ts'
import type { DraftNamespace } from '#server/realtime/draft-downlink.ts'
import { DRAFT_NAMESPACE, MAX_REQUEST } from '#shared/contracts/draft-channel.ts'
import { BROKEN, type OpenCarrier } from '../../../client/realtime/carrier.ts'
import { CarrierMemory } from '../../../client/realtime/carrier-memory.ts'
import { DraftChannels } from '../../../client/realtime/draft-channels.ts'
import { fallbackSocket } from '../../../client/realtime/fallback-socket.ts'
import type { CollabServer } from './collab-server.ts'
import type { ClientOptions } from './stock-client.ts'

/** Opens the door by socket.io on a server of the engine; `credentialOf` is the bearer token. */
export function openPollingDoor({ http, engine }: CollabServer): { door: DraftDoor; io: Server } {
  const io: Server = new Server(http, { serveClient: false, maxHttpBufferSize: MAX_REQUEST })
  http.on('close', () => io.engine.close())
  const credentialOf = ({ headers }: IncomingMessage) => headers.authorization
  return { door: new DraftDoor(io.of(DRAFT_NAMESPACE) as DraftNamespace, engine, credentialOf), io }
}

/** The socket of the drafts' namespace by polling, connected when it is told to. */
export function pollingSocket(url: string, headers: Record<string, string>): Socket {
  const { origin } = new URL(url.replace(/^ws/, 'http'))
  const manager = new Manager(origin, {
    transports: ['polling'],
    extraHeaders: headers,
    autoConnect: false,
    reconnectionDelay: 50,
    reconnectionDelayMax: 100,
  })
  return manager.socket(DRAFT_NAMESPACE)
}

/** No WebSocket gets through: as fast as a proxy says so. */
const blocked: OpenCarrier = (_url, _protocols, ends) => {
  setTimeout(() => ends.closed(BROKEN, ''))
  return { send: () => undefined, close: () => undefined }
}

/** What our client connects by where WebSockets are blocked, for a stock client. */
export function byPolling(url: string): NonNullable<ClientOptions['carrier']> {
  return (headers, onClose) => {
    const channels = new DraftChannels(async () => pollingSocket(url, headers))
    const channel: OpenCarrier = (address, protocols, ends) =>
      channels.open(address, protocols, {
        ...ends,
        closed: (code, reason) => {
          onClose({ code, reason })
          ends.closed(code, reason)
        },
      })
    const seen = new Map<string, string>()
    const memory = new CarrierMemory({
      getItem: (key) => seen.get(key) ?? null,
      setItem: (key, value) => void seen.set(key, value),
    })
    return fallbackSocket({ webSocket: blocked, channel, memory })
  }
}
