import type { Limits } from './limits.ts'
import type { Clock } from './ports.ts'
import { encodeAwareness } from './protocol.ts'
import type { Refusal } from './refusals.ts'
import type { Transport } from './transport.ts'

/** Milliseconds. y-websocket leaves when it was sent no message for 30 s; pings do not count. */
const KEEP_ALIVE = 20_000
const PING = 25_000
const SILENCE = 60_000

/** What goes to one connection, with its bounds on what may be waiting there (rule C9). */
export class Outbox {
  readonly #transport: Transport
  readonly #limits: Limits
  readonly #clock: Clock
  #sentAt: number
  #pingedAt: number
  #aliveAt: number
  /** What a join may leave waiting beyond the bound: a draft is larger than the bound. */
  #joinBytes = 0

  constructor(transport: Transport, limits: Limits, clock: Clock) {
    this.#transport = transport
    this.#limits = limits
    this.#clock = clock
    this.#sentAt = this.#pingedAt = this.#aliveAt = clock.now()
  }

  send(message: Uint8Array): void {
    const waiting = this.#transport.bufferedBytes()
    // Ending it at once: close() would keep the buffer.
    if (waiting > this.#limits.terminateAbove + this.#joinBytes) return this.#transport.terminate()
    this.#sentAt = this.#clock.now()
    this.#transport.send(message)
  }

  /** The draft, in answer to step 1. Who asks again and again without taking it, ends. */
  sendWhole(messages: Uint8Array[]): void {
    const bytes = messages.reduce((sum, { length }) => sum + length, 0)
    const waiting = this.#transport.bufferedBytes()
    if (waiting > this.#limits.terminateAbove + this.#joinBytes) return this.#transport.terminate()
    this.#joinBytes = Math.max(this.#joinBytes, bytes)
    for (const message of messages) this.send(message)
  }

  sendPresence(message: Uint8Array): void {
    if (this.#transport.bufferedBytes() <= this.#limits.dropPresenceAbove) this.send(message)
  }

  alive(): void {
    this.#aliveAt = this.#clock.now()
  }

  /** False when the other side has given no sign of life. */
  tick(): boolean {
    const now = this.#clock.now()
    if (now - this.#aliveAt > SILENCE) return false
    if (now - this.#sentAt >= KEEP_ALIVE) this.sendPresence(encodeAwareness([]))
    if (now - this.#pingedAt >= PING) {
      this.#pingedAt = now
      this.#transport.ping()
    }
    return true
  }

  close(reason: Refusal): void {
    this.#transport.close(reason)
  }

  terminate(): void {
    this.#transport.terminate()
  }
}
