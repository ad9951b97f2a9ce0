import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { type AccessEnded, credentialOf, type Services } from '#server/services.ts'
import type { CommittedEvent } from '#server/storage/command.ts'
import type { LiveEvent } from '#shared/contracts/attention.ts'
import { changesRights } from '#server/access/viewer-cache.ts'
import type { CollabEngine } from '#server/collab/engine.ts'
import { DRAFT_NAMESPACE, MAX_REQUEST } from '#shared/contracts/draft-channel.ts'
import { DraftDoor } from './draft-door.ts'
import { roomsFor, roomsOf } from './rooms.ts'

/** What the server says: that something happened, as ids, with the reader's new place in the log. */
interface ServerMessages {
  happened(message: { groupId: string; cursor: string; event: LiveEvent }): void
}

type PlenarySocket = Socket<
  Record<string, never>,
  ServerMessages,
  Record<string, never>,
  { credentialId: string }
>

/** What of engine.io's own connections is used here. */
interface EngineConnection {
  id: string
  request: IncomingMessage
  close(discard: boolean): void
  on(event: 'close', listener: () => void): void
}

/** Rights also end by the clock: every socket is looked at again this often. */
const recheckMs = 60_000

/**
 * Live updates, and the connection that carries co-editing where WebSockets are blocked. engine.io
 * authorises the handshake only and lets later polls go by the `sid` in the URL, so Origin and
 * session are checked on every request (H18). A client sends nothing but what DraftDoor takes.
 */
export class Realtime {
  readonly #io: Server<
    Record<string, never>,
    ServerMessages,
    Record<string, never>,
    { credentialId: string }
  >
  readonly #services: Services
  readonly #timer: NodeJS.Timeout
  readonly #drafts: DraftDoor
  /** One after another, so that rooms are put right before an event is told in them. */
  #order: Promise<void> = Promise.resolve()

  constructor(server: HttpServer, services: Services, engine: CollabEngine) {
    this.#services = services
    this.#io = new Server(server, {
      serveClient: false,
      destroyUpgrade: false,
      maxHttpBufferSize: MAX_REQUEST,
      allowRequest: (request, answer) => void this.#admit(request, answer),
    })
    this.#io.engine.use(
      (request: IncomingMessage, response: unknown, next: (error?: Error) => void) =>
        void this.#checkEveryRequest(request, next),
    )
    this.#io.engine.on('connection', (connection: EngineConnection) => this.#own(connection))
    this.#io.on('connection', (socket) => void this.#connected(socket))
    this.#drafts = new DraftDoor(this.#io.of(DRAFT_NAMESPACE), engine, (handshake) =>
      this.#admitted.get(handshake),
    )
    services.storage.onCommit((events) => this.#inOrder(() => this.#tell(events)))
    services.identity.onEnded((ended) => this.#inOrder(() => this.#disconnectEnded(ended)))
    this.#timer = setInterval(() => this.#inOrder(() => this.#refreshRooms()), recheckMs)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#io.close()
  }

  get connections(): number {
    return this.#io.engine.clientsCount
  }

  #inOrder(step: () => Promise<void>): void {
    this.#order = this.#order.then(step).catch((error: unknown) => {
      this.#services.log.error({ err: error }, 'live update failed')
    })
  }

  async #who(request: IncomingMessage) {
    if (!this.#services.isOwnOrigin(request.headers)) return null
    return this.#services.identity.fromHeaders(request.headers)
  }

  async #admit(
    request: IncomingMessage,
    answer: (problem: string | null, ok: boolean) => void,
  ): Promise<void> {
    const who = await this.#who(request).catch(() => null)
    if (who) this.#admitted.set(request, credentialOf(who))
    answer(who ? null : 'not_signed_in', who !== null)
  }

  /** Before the client has heard its `sid`: from then on it goes with this session only (H18). */
  #own(connection: EngineConnection): void {
    const owner = this.#admitted.get(connection.request)
    if (owner === undefined) return connection.close(true)
    this.#owners.set(connection.id, owner)
    connection.on('close', () => this.#owners.delete(connection.id))
  }

  /** A stolen `sid` without its cookie, or with another session's, gets nothing (H18). */
  async #checkEveryRequest(request: IncomingMessage, next: (error?: Error) => void): Promise<void> {
    const sid = new URL(request.url ?? '', 'http://x').searchParams.get('sid')
    if (!sid) return next()
    const who = await this.#who(request).catch(() => null)
    const owner = this.#owners.get(sid)
    // Of a connection that is gone engine.io says so itself: the client opens a new one.
    if (!who || (owner !== undefined && owner !== credentialOf(who)))
      return next(new Error('not_signed_in'))
    next()
  }

  /** Handshakes that were let in → the session or token that they came by. */
  readonly #admitted = new WeakMap<IncomingMessage, string>()
  /** engine.io's session id → the session or token that opened it. */
  readonly #owners = new Map<string, string>()

  async #connected(socket: PlenarySocket): Promise<void> {
    const who = await this.#who(socket.request).catch(() => null)
    if (!who) {
      socket.disconnect(true)
      return
    }
    socket.data.credentialId = credentialOf(who)
    await this.#placeInRooms(socket)
  }

  /** Joins what one may hear now and leaves the rest; a session that has ended is cut. */
  async #placeInRooms(socket: PlenarySocket): Promise<void> {
    const who = await this.#who(socket.request).catch(() => null)
    const viewer = who && (await this.#services.viewers.viewer(who.caller).catch(() => null))
    if (!viewer) {
      socket.disconnect(true)
      return
    }
    const rooms = roomsOf(viewer)
    for (const room of socket.rooms)
      if (room !== socket.id && !rooms.has(room)) await socket.leave(room)
    for (const room of rooms) await socket.join(room)
  }

  async #refreshRooms(): Promise<void> {
    for (const socket of this.#io.sockets.sockets.values()) await this.#placeInRooms(socket)
  }

  async #disconnectEnded(ended: AccessEnded): Promise<void> {
    if ('personId' in ended) return this.#refreshRooms()
    const credential = 'tokenId' in ended ? ended.tokenId : ended.sessionHash
    this.#drafts.cut(credential)
    for (const socket of this.#io.sockets.sockets.values()) {
      if (socket.data.credentialId === credential) socket.disconnect(true)
    }
  }

  async #tell(events: CommittedEvent[]): Promise<void> {
    if (this.#io.sockets.sockets.size === 0) return
    if (events.some((event) => changesRights.test(event.kind))) await this.#refreshRooms()
    for (const event of events) {
      if (event.imported) continue
      this.#io.to(roomsFor(event)).emit('happened', {
        groupId: event.groupId,
        cursor: this.#services.seal.seal(event.groupId, event.seq),
        event: {
          kind: event.kind,
          spaceId: event.spaceId,
          subject: event.subject,
          payload: { ...event.payload },
          actorId: event.actorId,
          at: event.at,
        },
      })
    }
  }
}
