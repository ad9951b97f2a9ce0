import type { Refusal } from './refusals.ts'

/** What carries the frames of one connection: a WebSocket, or numbered frames over polling. */
export interface Transport {
  /** Whole messages, in order. Never throws, also when the other side is gone. */
  send(message: Uint8Array): void
  /** Tells the reason and ends after what was sent before. */
  close(reason: Refusal): void
  /** Ends at once; nothing more is sent. */
  terminate(): void
  /** Bytes that were sent and not yet taken by the network. */
  bufferedBytes(): number
  /** Asks for a sign of life; the answer reaches `Gate.alive`. */
  ping(): void
}
