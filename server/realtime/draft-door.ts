import type { IncomingMessage } from 'node:http'
import type { CollabEngine } from '#server/collab/engine.ts'
import { credentialsOf, isDraftName } from '#server/collab/handshake.ts'
import type { FrameItem, OpenChannel } from '#shared/contracts/draft-channel.ts'
import { type ChannelOwner, DraftChannel } from './draft-channel.ts'
import { DraftDownlink, type DraftNamespace, type DraftSocket } from './draft-downlink.ts'

/** Drafts on one connection: a page shows one, and for a moment the one before it. */
const MAX_CHANNELS = 16

/**
 * The second door to the drafts, beside the gateway for WebSockets (docs/spec/collab.md, C13; H18):
 * numbered frames over socket.io, into the same gates. What is no event of it is dropped.
 */
export class DraftDoor {
  readonly #visitors = new Map<DraftSocket, DraftVisitor>()

  /** `credentialOf` names the session or token that a handshake came by. */
  constructor(
    namespace: DraftNamespace,
    engine: CollabEngine,
    credentialOf: (handshake: IncomingMessage) => string | undefined,
  ) {
    namespace.on('connection', (socket) => {
      socket.data.credentialId = credentialOf(socket.request) ?? ''
      this.#visitors.set(socket, new DraftVisitor(socket, engine))
      socket.on('disconnect', () => this.#visitors.delete(socket))
    })
  }

  /** A session or token has ended: its channels say so, then its connections are cut. */
  cut(credentialId: string): void {
    for (const [socket, visitor] of this.#visitors) {
      if (socket.data.credentialId !== credentialId) continue
      visitor.end()
      socket.disconnect(true)
    }
  }
}

/** One connection in the namespace, with the drafts that it has open. */
class DraftVisitor implements ChannelOwner {
  readonly #socket: DraftSocket
  readonly #engine: CollabEngine
  readonly #downlink: DraftDownlink

  constructor(socket: DraftSocket, engine: CollabEngine) {
    this.#socket = socket
    this.#engine = engine
    this.#downlink = new DraftDownlink(socket)
    socket.on('open', (draft: unknown) => this.#open(draft))
    socket.on('frames', (items: unknown) => this.#receive(items))
    socket.on('close', (channel: unknown) => this.#leave(channel))
    socket.on('disconnect', () => this.#disconnected())
    socket.conn.on('heartbeat', this.#alive)
  }

  get #channels(): DraftChannel[] {
    return [...this.#downlink.channels.values()]
  }

  wake(): void {
    this.#downlink.wake()
  }

  terminate(): void {
    this.#socket.conn.close(true)
  }

  /** Its session is over. */
  end(): void {
    for (const channel of this.#channels) channel.end('noSession')
    this.#downlink.flush()
  }

  #open(draft: unknown): void {
    const id = channelOf(draft)
    if (id === null) return
    const { channels } = this.#downlink
    // Ids are used once; and nobody has so many drafts open: there is no client of ours.
    if (channels.has(id) || channels.size >= MAX_CHANNELS) return this.terminate()
    const channel = new DraftChannel(id, this, this.#engine.limits.message)
    channels.set(id, channel)
    if (isOpening(draft)) void this.#admit(channel, draft)
    else channel.close('notFound')
  }

  async #admit(channel: DraftChannel, { draftId, schema, epoch }: OpenChannel): Promise<void> {
    const credentials = credentialsOf(this.#socket.request)
    const visit = { draftId, schema, epoch, credentials, wantsStored: true }
    const gate = await this.#engine.connect(channel, visit)
    if (gate) channel.enter(gate)
  }

  #receive(items: unknown): void {
    if (!Array.isArray(items)) return
    for (const item of items) {
      if (isFrameItem(item)) this.#downlink.channels.get(item[0])?.receive(item)
    }
  }

  #leave(id: unknown): void {
    if (typeof id !== 'number') return
    this.#downlink.channels.get(id)?.leave()
    this.#downlink.channels.delete(id)
  }

  readonly #alive = (): void => {
    for (const channel of this.#channels) channel.alive()
  }

  #disconnected(): void {
    this.#socket.conn.off('heartbeat', this.#alive)
    this.#downlink.close()
    for (const channel of this.#channels) channel.leave()
    this.#downlink.channels.clear()
  }
}

function channelOf(draft: unknown): number | null {
  if (typeof draft !== 'object' || draft === null || !('channel' in draft)) return null
  return isCount(draft.channel) ? draft.channel : null
}

function isOpening(draft: unknown): draft is OpenChannel {
  const { draftId, schema, epoch } = draft as Record<keyof OpenChannel, unknown>
  const isWord = (word: unknown) => word === null || typeof word === 'string'
  return typeof draftId === 'string' && isDraftName(draftId) && isWord(schema) && isWord(epoch)
}

function isFrameItem(item: unknown): item is FrameItem {
  if (!Array.isArray(item)) return false
  const [channel, number, goesOn, base64] = item as unknown[]
  const isNumbered = isCount(channel) && isCount(number)
  return isNumbered && (goesOn === 0 || goesOn === 1) && typeof base64 === 'string'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
