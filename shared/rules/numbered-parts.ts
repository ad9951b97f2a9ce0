/** A frame, or a piece of one that goes on in the next part. */
export interface NumberedPart {
  number: number
  goesOn: boolean
  bytes: Uint8Array
}

/** A part that goes on has at least so many bytes: a frame of 4 MiB is no million of parts. */
const LEAST = 1024

/** Frames that wait to be sent, numbered and cut into parts as room is given (rule C13). */
export class PartQueue {
  readonly #frames: Uint8Array[] = []
  /** What of the first frame is sent already. */
  #sent = 0
  #next = 0
  #waiting = 0

  /** Bytes that nobody has taken yet. */
  get waiting(): number {
    return this.#waiting
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0
  }

  push(frame: Uint8Array): void {
    this.#frames.push(frame)
    this.#waiting += frame.length
  }

  /** Parts for `room` bytes, each of which costs `overhead` beside what it holds. */
  take(room: number, overhead: number): NumberedPart[] {
    const parts: NumberedPart[] = []
    let left = room - overhead
    for (let part = this.#part(left); part; part = this.#part(left)) {
      parts.push(part)
      left -= part.bytes.length + overhead
    }
    return parts
  }

  clear(): void {
    this.#frames.length = 0
    this.#sent = 0
    this.#waiting = 0
  }

  #part(room: number): NumberedPart | null {
    const frame = this.#frames[0]
    if (frame === undefined || room < 0) return null
    if (room < LEAST && frame.length - this.#sent > room) return null
    const bytes = frame.subarray(this.#sent, this.#sent + room)
    this.#sent += bytes.length
    this.#waiting -= bytes.length
    const goesOn = this.#sent < frame.length
    if (!goesOn) {
      this.#frames.shift()
      this.#sent = 0
    }
    return { number: this.#next++, goesOn, bytes }
  }
}

export type PartFault = 'outOfOrder' | 'malformed' | 'frameTooLarge'

/** Puts the frames of one direction together again. */
export class PartJoiner {
  readonly #most: number
  #parts: Uint8Array[] = []
  #length = 0
  #next = 0

  /** `most`: bytes of a frame. */
  constructor(most: number) {
    this.#most = most
  }

  /**
   * The frame, when this was the last of it; null when it goes on. After a fault, such as a part
   * that came twice or was left out, nothing can be said of what follows.
   */
  add(part: NumberedPart): Uint8Array | null | PartFault {
    if (part.number !== this.#next) return 'outOfOrder'
    if (part.goesOn && part.bytes.length < LEAST) return 'malformed'
    this.#next++
    this.#length += part.bytes.length
    if (this.#length > this.#most) return 'frameTooLarge'
    if (part.goesOn) {
      this.#parts.push(part.bytes)
      return null
    }
    const frame = this.#parts.length === 0 ? part.bytes : this.#joined(part.bytes)
    this.#parts = []
    this.#length = 0
    return frame
  }

  #joined(last: Uint8Array): Uint8Array {
    const frame = new Uint8Array(this.#length)
    let at = 0
    for (const part of [...this.#parts, last]) {
      frame.set(part, at)
      at += part.length
    }
    return frame
  }
}
