/**
 * Counts what one connection sent and what of it the server says is stored (H4). Step 2 and update
 * frames count, no-ops included; step 1 does not. Deletions are in no state vector, hence counts.
 */
export class FrameLedger {
  sent = 0
  stored = 0
  /** Offline edits leave only in the answer to the server's step 1: before it, 0 = 0 means nothing. */
  hasAnswered = false
  #changes = 0
  #updates = 0

  /** A message as it leaves: kind 0 is sync, and in it 1 is step 2, 2 an update. */
  countSent(message: Uint8Array): void {
    if (message[0] !== 0 || (message[1] !== 1 && message[1] !== 2)) return
    this.sent += 1
    if (message[1] === 1) this.hasAnswered = true
    else this.#updates += 1
  }

  /**
   * A change of this document while the connection stands. y-websocket drops its update without a
   * word when the socket is already closing: then nothing is settled until the next connection.
   */
  countChange(): void {
    this.#changes += 1
  }

  /** "The first `count` sync frames of this connection are durable." */
  markStored(count: number): void {
    this.stored = Math.max(this.stored, count)
  }

  /** Whether everything that was sent on this connection is stored. */
  get isSettled(): boolean {
    return this.hasAnswered && this.stored === this.sent && this.#updates === this.#changes
  }
}

/** A WebSocket that tells of each message after it was handed on. */
export function tellingSocket(
  base: typeof WebSocket,
  onSent: (message: Uint8Array) => void,
): typeof WebSocket {
  return class extends base {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (data instanceof Uint8Array) onSent(data)
    }
  }
}
