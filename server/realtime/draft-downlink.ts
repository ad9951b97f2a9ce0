import type { Namespace, Socket } from 'socket.io'
import type {
  ChannelAnswers,
  ChannelClosing,
  ChannelRequests,
  FrameItem,
} from '#shared/contracts/draft-channel.ts'
import type { DraftChannel } from './draft-channel.ts'

export interface DraftSocketData {
  credentialId: string
}
type None = Record<string, never>
export type DraftNamespace = Namespace<ChannelRequests, ChannelAnswers, None, DraftSocketData>
export type DraftSocket = Socket<ChannelRequests, ChannelAnswers, None, DraftSocketData>

/** Bytes of frames in one answer to a poll, at first; grown and shrunk as the network bears. */
const FIRST_WINDOW = 256 * 1024
const WINDOW = { least: 32 * 1024, most: 4 * 1024 * 1024 }
/** Milliseconds from an answer to the next poll: quicker ones let it grow, slower ones shrink. */
const QUICK = 1000
const SLOW = 5000

/**
 * What goes down one connection, for all its channels. It hands on only what the connection takes
 * at once: over polling, when the next poll comes, which also says that the last answer arrived. So
 * what waits is counted where it waits, and engine.io's pings never queue behind a whole draft.
 */
export class DraftDownlink {
  readonly #socket: DraftSocket
  /** By their ids; a channel goes when its end was handed on. */
  readonly channels = new Map<number, DraftChannel>()
  #transport: DraftSocket['conn']['transport']
  #window = FIRST_WINDOW
  #sentAt: number | null = null
  #isWoken = false

  constructor(socket: DraftSocket) {
    this.#socket = socket
    this.#transport = socket.conn.transport
    this.#watch()
    socket.conn.on('upgrade', this.#upgraded)
  }

  /** The client has left the namespace: its connection may go on without it. */
  close(): void {
    this.#transport.off('ready', this.#ready)
    this.#socket.conn.off('upgrade', this.#upgraded)
  }

  /** All that is sent in one turn goes in one answer. */
  wake(): void {
    if (this.#isWoken) return
    this.#isWoken = true
    queueMicrotask(() => {
      this.#isWoken = false
      if (this.#transport.writable) this.#send(this.#window)
    })
  }

  /** Hands on everything at once: before the connection is ended. */
  flush(): void {
    this.#send(Infinity)
  }

  /** Before engine.io's own listener, so that both go in the same answer. */
  #watch(): void {
    this.#transport.prependListener('ready', this.#ready)
    this.wake()
  }

  readonly #upgraded = (): void => {
    this.#transport.off('ready', this.#ready)
    this.#transport = this.#socket.conn.transport
    this.#watch()
  }

  readonly #ready = (): void => {
    if (this.#sentAt !== null) this.#adapt(performance.now() - this.#sentAt)
    this.#sentAt = null
    for (const channel of this.channels.values()) channel.arrived()
    this.#send(this.#window)
  }

  #adapt(ms: number): void {
    if (ms < QUICK) this.#window = Math.min(this.#window * 2, WINDOW.most)
    else if (ms > SLOW) this.#window = Math.max(this.#window / 2, WINDOW.least)
  }

  #send(room: number): void {
    const waiting = [...this.channels.values()].filter((channel) => channel.isWaiting)
    if (waiting.length === 0) return
    const items: FrameItem[] = []
    const closings: ChannelClosing[] = []
    for (const channel of waiting) {
      items.push(...channel.take(room / waiting.length))
      const closing = channel.takeClosing()
      if (!closing) continue
      closings.push(closing)
      this.channels.delete(channel.id)
    }
    this.#sentAt = performance.now()
    this.#socket.emit('frames', items, closings)
  }
}
