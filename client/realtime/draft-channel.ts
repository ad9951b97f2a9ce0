import { type FrameItem, ITEM_OVERHEAD, type OpenChannel } from '#shared/contracts/draft-channel.ts'
import { PartJoiner, PartQueue } from '#shared/rules/numbered-parts.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { CarrierEnds } from './carrier.ts'

/** Presence of nobody: y-websocket leaves when it heard no whole message for 30 s. */
const SIGN_OF_LIFE = Uint8Array.of(1, 1, 0)

/** One draft's frames on the page's socket.io connection. */
export class DraftChannel {
  readonly id: number
  readonly #url: URL
  readonly ends: CarrierEnds
  readonly #queue = new PartQueue()
  readonly #joiner = new PartJoiner(Infinity)
  #isOpen = false

  constructor(id: number, url: string, ends: CarrierEnds) {
    this.id = id
    this.#url = new URL(url)
    this.ends = ends
  }

  get opening(): OpenChannel {
    const { pathname, searchParams } = this.#url
    return {
      channel: this.id,
      draftId: decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)),
      schema: searchParams.get('schema'),
      epoch: searchParams.get('epoch'),
    }
  }

  get isWaiting(): boolean {
    return !this.#queue.isEmpty
  }

  push(frame: Uint8Array): void {
    this.#queue.push(frame)
  }

  /** Items for `room` bytes. */
  take(room: number): FrameItem[] {
    return this.#queue
      .take(room, ITEM_OVERHEAD)
      .map(({ number, goesOn, bytes }) => [this.id, number, goesOn ? 1 : 0, toBase64(bytes)])
  }

  /** False when something is missing or came twice: then nothing that follows may be trusted. */
  receive([, number, goesOn, base64]: FrameItem): boolean {
    if (!this.#isOpen) this.ends.opened()
    this.#isOpen = true
    const frame = this.#joiner.add({ number, goesOn: goesOn === 1, bytes: fromBase64(base64) })
    if (typeof frame === 'string') return false
    this.ends.message((frame ?? SIGN_OF_LIFE).slice().buffer)
    return true
  }
}
