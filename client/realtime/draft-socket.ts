import { DRAFT_NAMESPACE } from '#shared/contracts/draft-channel.ts'
import { CarrierMemory } from './carrier-memory.ts'
import { DraftChannels } from './draft-channels.ts'
import { fallbackSocket } from './fallback-socket.ts'
import { pageSocket } from './page-socket.ts'
import { webSocketCarrier } from './web-socket-carrier.ts'

/** What a draft connects by: a WebSocket, or where none gets through the page's own connection. */
export const DraftSocket = fallbackSocket({
  webSocket: webSocketCarrier(WebSocket),
  channel: new DraftChannels(() => pageSocket(DRAFT_NAMESPACE)).open,
  memory: new CarrierMemory(sessionStorage),
})
