import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { RawData, WebSocket } from 'ws'
import type { CollabEngine, Visit } from './engine.ts'
import { credentialsOf, isDraftName } from './handshake.ts'
import type { CollabLogger } from './ports.ts'
import { SUBPROTOCOL } from './protocol.ts'
import { WebSocketTransport } from './web-socket-transport.ts'

const PREFIX = '/collab/'

/**
 * The WebSocket door at `/collab/<draftId>`. It takes only upgrades of that path, so that others
 * (socket.io) live on the same server. Refusals complete the handshake first: y-websocket retries
 * for ever after an HTTP error, and understands a close code.
 */
export class CollabGateway {
  readonly #engine: CollabEngine
  readonly #logger: CollabLogger
  readonly #sockets: WebSocketServer

  constructor(engine: CollabEngine, logger: CollabLogger) {
    this.#engine = engine
    this.#logger = logger
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: engine.limits.message,
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    })
  }

  /** Answers how to detach. */
  attach(server: Server): () => void {
    const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.startsWith(PREFIX)) this.#upgrade(request, socket, head)
    }
    server.on('upgrade', onUpgrade)
    return () => server.off('upgrade', onUpgrade)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onError = () => socket.destroy()
    socket.on('error', onError)
    try {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        socket.off('error', onError)
        void this.#serve(webSocket, request)
      })
    } catch (error) {
      this.#logger.warn({ error }, 'a handshake failed')
      socket.destroy()
    }
  }

  async #serve(webSocket: WebSocket, request: IncomingMessage): Promise<void> {
    const transport = new WebSocketTransport(webSocket)
    // Without a listener an invalid frame would end the process.
    webSocket.on('error', () => webSocket.terminate())
    const visit = readVisit(request, webSocket.protocol === SUBPROTOCOL)
    if (!visit) return transport.close('notFound')
    // Nothing is read until it is in: no queue of frames that nobody has admitted.
    webSocket.pause()
    const gate = await this.#engine.connect(transport, visit)
    webSocket.resume()
    if (!gate) return
    webSocket.on('message', (data, isBinary) => {
      if (isBinary) gate.receive(bytesOf(data))
      else gate.close('malformed')
    })
    webSocket.on('pong', () => gate.alive())
    webSocket.on('close', () => gate.closed())
    if (webSocket.readyState === webSocket.CLOSED) gate.closed()
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}

function readVisit(request: IncomingMessage, wantsStored: boolean): Visit | null {
  const url = URL.parse(request.url ?? '', 'ws://collab.invalid')
  if (!url) return null
  let draftId: string
  try {
    draftId = decodeURIComponent(url.pathname.slice(PREFIX.length))
  } catch {
    return null
  }
  if (!isDraftName(draftId)) return null
  const { searchParams } = url
  return {
    draftId,
    credentials: credentialsOf(request),
    wantsStored,
    schema: searchParams.get('schema'),
    epoch: searchParams.get('epoch'),
  }
}
