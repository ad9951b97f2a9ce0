import type { WebSocket } from 'ws'
import { closeCodeOf } from './close-codes.ts'
import type { Refusal } from './refusals.ts'
import type { Transport } from './transport.ts'

/** How ws sends what is framed already; engine.io sends its broadcasts by the same way. */
interface FrameSender {
  sendFrame(frames: Buffer[], done: () => void): void
}

/** Larger frames leave at once, without being copied beside others. */
const MAX_JOINED = 16 * 1024

const frames = new WeakMap<Uint8Array, Buffer>()

/**
 * A WebSocket as the engine sees it. A room shows the same bytes to everybody in it, and a server's
 * frames are not masked: the frame is made once for all receivers. What one turn has for a socket
 * leaves in one write, since that costs more than all else about a keystroke.
 */
export class WebSocketTransport implements Transport {
  readonly #socket: WebSocket
  #waiting: Buffer[] = []
  #waitingBytes = 0

  constructor(socket: WebSocket) {
    this.#socket = socket
  }

  send(message: Uint8Array): void {
    if (message.length > MAX_JOINED) return this.#sendLarge(message)
    const frame = frameOf(message)
    this.#waitingBytes += frame.length
    // Next ticks run after the promises of this turn: acknowledgements come by those.
    if (this.#waiting.push(frame) === 1) process.nextTick(() => this.#flush())
    if (this.#waitingBytes > MAX_JOINED) this.#flush()
  }

  close(reason: Refusal): void {
    this.#flush()
    this.#socket.close(closeCodeOf(reason), reason)
  }

  terminate(): void {
    this.#waiting = []
    this.#waitingBytes = 0
    this.#socket.terminate()
  }

  bufferedBytes(): number {
    return this.#socket.bufferedAmount + this.#waitingBytes
  }

  ping(): void {
    this.#socket.ping(undefined, undefined, ignore)
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    if (waiting.length > 0) this.#write([waiting.length > 1 ? Buffer.concat(waiting) : waiting[0]!])
  }

  #sendLarge(message: Uint8Array): void {
    this.#flush()
    const { buffer, byteOffset, byteLength } = message
    this.#write([headerOf(byteLength), Buffer.from(buffer, byteOffset, byteLength)])
  }

  #write(pieces: Buffer[]): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    const { _sender: sender } = this.#socket as unknown as { _sender: FrameSender }
    sender.sendFrame(pieces, ignore)
  }
}

function frameOf(message: Uint8Array): Buffer {
  let frame = frames.get(message)
  if (!frame) frames.set(message, (frame = Buffer.concat([headerOf(message.length), message])))
  return frame
}

/** RFC 6455, 5.2: final, binary, not masked, length in 7, 16 or 64 bits. */
function headerOf(length: number): Buffer {
  const final = 0x82
  if (length < 126) return Buffer.of(final, length)
  const header = Buffer.alloc(length < 65_536 ? 4 : 10)
  header[0] = final
  if (length < 65_536) {
    header[1] = 126
    header.writeUInt16BE(length, 2)
  } else {
    header[1] = 127
    header.writeBigUInt64BE(BigInt(length), 2)
  }
  return header
}

/** The error of a socket that closed meanwhile reaches its own listener. */
function ignore(): void {}
