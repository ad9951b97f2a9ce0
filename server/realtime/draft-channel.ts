import { closeCodeOf } from '#server/collab/close-codes.ts'
import type { Gate } from '#server/collab/gate.ts'
import type { Refusal } from '#server/collab/refusals.ts'
import type { Transport } from '#server/collab/transport.ts'
import {
  type ChannelClosing,
  type FrameItem,
  ITEM_OVERHEAD,
} from '#shared/contracts/draft-channel.ts'
import { PartJoiner, PartQueue } from '#shared/rules/numbered-parts.ts'

/** What a channel needs of the connection that it shares with others. */
export interface ChannelOwner {
  /** Something waits to be sent. */
  wake(): void
  /** Ends the connection at once, with all its channels. */
  terminate(): void
}

/** The frames of one draft on a socket.io connection: the same gate behind it as behind a WebSocket. */
export class DraftChannel implements Transport {
  readonly id: number
  readonly #owner: ChannelOwner
  readonly #queue = new PartQueue()
  readonly #joiner: PartJoiner
  #gate: Gate | null = null
  #closing: ChannelClosing | null = null
  /** Handed to the connection, and not known to have arrived. */
  #underWay = 0
  isOver = false

  constructor(id: number, owner: ChannelOwner, maxFrame: number) {
    this.id = id
    this.#owner = owner
    this.#joiner = new PartJoiner(maxFrame)
  }

  /** The engine let it in. It may be over already. */
  enter(gate: Gate): void {
    this.#gate = gate
    if (this.isOver) gate.closed()
  }

  /** An item of the client. What comes before the draft was opened leaves a gap in the numbers. */
  receive([, number, goesOn, base64]: FrameItem): void {
    const gate = this.#gate
    if (!gate || this.isOver) return
    const part = { number, goesOn: goesOn === 1, bytes: Buffer.from(base64, 'base64') }
    const frame = this.#joiner.add(part)
    if (typeof frame === 'string') return gate.close(frame)
    gate.alive()
    if (frame) gate.receive(frame)
  }

  alive(): void {
    this.#gate?.alive()
  }

  /** The client left, or the connection is gone. */
  leave(): void {
    this.isOver = true
    this.#queue.clear()
    this.#gate?.closed()
  }

  /** Ends it for a reason of the connection, such as the end of the session. */
  end(reason: Refusal): void {
    this.#queue.clear()
    if (this.#gate) this.#gate.close(reason)
    else this.close(reason)
  }

  // What the connection takes.

  get isWaiting(): boolean {
    return !this.#queue.isEmpty || this.#closing !== null
  }

  /** Items for `room` bytes. */
  take(room: number): FrameItem[] {
    return this.#queue.take(room, ITEM_OVERHEAD).map(({ number, goesOn, bytes }) => {
      this.#underWay += bytes.length
      return [this.id, number, goesOn ? 1 : 0, base64Of(bytes)]
    })
  }

  /** The end, once all before it was taken. */
  takeClosing(): ChannelClosing | null {
    if (!this.#queue.isEmpty) return null
    const closing = this.#closing
    this.#closing = null
    return closing
  }

  arrived(): void {
    this.#underWay = 0
  }

  // What the engine does with it.

  send(message: Uint8Array): void {
    if (this.isOver) return
    this.#queue.push(message)
    this.#owner.wake()
  }

  close(reason: Refusal): void {
    if (this.isOver) return
    this.isOver = true
    this.#closing = [this.id, closeCodeOf(reason), reason]
    this.#owner.wake()
  }

  terminate(): void {
    this.isOver = true
    this.#queue.clear()
    this.#owner.terminate()
  }

  bufferedBytes(): number {
    return this.#queue.waiting + this.#underWay
  }

  /** engine.io asks by itself; its answers reach `alive`. */
  ping(): void {}
}

function base64Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}
