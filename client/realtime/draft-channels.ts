import type { Socket } from 'socket.io-client'
import {
  type ChannelAnswers,
  type ChannelRequests,
  type FrameItem,
  MAX_SENT,
} from '#shared/contracts/draft-channel.ts'
import { BROKEN, type Carrier, type CarrierEnds } from './carrier.ts'
import { DraftChannel } from './draft-channel.ts'

type DraftsSocket = Socket<ChannelAnswers, ChannelRequests>

/** As over a WebSocket, where the server says so itself. */
const NO_SESSION = { code: 4401, reason: 'noSession' }

/**
 * The drafts on the page's socket.io connection (docs/spec/collab.md, C13). Connects when the first
 * one is opened, and leaves when the last one is closed.
 */
export class DraftChannels {
  readonly #find: () => Promise<DraftsSocket>
  readonly #channels = new Map<number, DraftChannel>()
  #found: Promise<DraftsSocket> | null = null
  #socket: DraftsSocket | null = null
  #engine: object | null = null
  #last = 0
  #isWoken = false

  /** `find` answers the socket of the drafts' namespace; asked once, unless it rejects. */
  constructor(find: () => Promise<DraftsSocket>) {
    this.#find = find
  }

  readonly open = (url: string, _protocols: string[], ends: CarrierEnds): Carrier => {
    const channel = new DraftChannel(++this.#last, url, ends)
    this.#channels.set(channel.id, channel)
    void this.#join(channel)
    return {
      send: (frame) => {
        channel.push(frame)
        this.#wake()
      },
      close: () => this.#leave(channel),
    }
  }

  async #join(channel: DraftChannel): Promise<void> {
    try {
      this.#found ??= this.#find().then((socket) => this.#listen(socket))
      const socket = await this.#found
      if (!this.#channels.has(channel.id)) return
      if (socket.connected) socket.emit('open', channel.opening)
      else socket.connect()
    } catch {
      // What it is made of could not be loaded: there is no network.
      this.#found = null
      this.#close(channel, BROKEN, '')
    }
  }

  #listen(socket: DraftsSocket): DraftsSocket {
    this.#socket = socket
    socket.on('connect', () => {
      this.#watch(socket)
      for (const channel of this.#channels.values()) socket.emit('open', channel.opening)
    })
    socket.on('connect_error', (error) => {
      const { code, reason } = isSignedOut(error) ? NO_SESSION : { code: BROKEN, reason: '' }
      this.#closeAll(code, reason)
    })
    socket.on('disconnect', () => this.#closeAll(BROKEN, ''))
    socket.on('frames', (items, closings) => {
      for (const item of items) this.#receive(item)
      for (const [id, code, reason] of closings) {
        const channel = this.#channels.get(id)
        if (channel) this.#close(channel, code, reason)
      }
    })
    return socket
  }

  #watch(socket: DraftsSocket): void {
    const { engine } = socket.io
    if (this.#engine === engine) return
    this.#engine = engine
    engine.on('drain', () => this.#send())
  }

  #receive(item: FrameItem): void {
    const channel = this.#channels.get(item[0])
    if (!channel || channel.receive(item)) return
    this.#leave(channel)
    channel.ends.closed(BROKEN, '')
  }

  /** All that is sent in one turn goes in one request. */
  #wake(): void {
    if (this.#isWoken) return
    this.#isWoken = true
    queueMicrotask(() => {
      this.#isWoken = false
      this.#send()
    })
  }

  /** One request at a time, so that the answer to a ping never queues behind a long frame. */
  #send(): void {
    const socket = this.#socket
    if (!socket?.connected || socket.io.engine.writeBuffer.length > 0) return
    const waiting = [...this.#channels.values()].filter((channel) => channel.isWaiting)
    const items = waiting.flatMap((channel) => channel.take(MAX_SENT / waiting.length))
    if (items.length > 0) socket.emit('frames', items)
  }

  #leave(channel: DraftChannel): void {
    if (!this.#channels.delete(channel.id)) return
    if (this.#socket?.connected) this.#socket.emit('close', channel.id)
    this.#leaveWhenEmpty()
  }

  #close(channel: DraftChannel, code: number, reason: string): void {
    if (this.#channels.delete(channel.id)) channel.ends.closed(code, reason)
    this.#leaveWhenEmpty()
  }

  #closeAll(code: number, reason: string): void {
    for (const channel of this.#channels.values()) this.#close(channel, code, reason)
  }

  #leaveWhenEmpty(): void {
    if (this.#channels.size === 0) this.#socket?.disconnect()
  }
}

/** The handshake was refused: a connection to a server that is there, and knows nobody here. */
function isSignedOut(error: Error): boolean {
  const { description, context } = error as {
    description?: unknown
    context?: { responseText?: unknown }
  }
  return description === 403 && String(context?.responseText).includes('not_signed_in')
}
