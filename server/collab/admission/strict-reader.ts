import { isUtf8 } from 'node:buffer'
import { FrameRefused } from '../refusals.ts'

/**
 * Reads lib0's encoding with every bound checked. lib0 reads past the end as NaN, accepts varints
 * of any length and creates what it reads; this accepts a subset of what lib0 accepts, reads it
 * the same way, and creates nothing (H2, H3). Throws FrameRefused('malformed').
 */
export class StrictReader {
  readonly bytes: Uint8Array
  position = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.position === this.bytes.length
  }

  byte(): number {
    const value = this.bytes[this.position++]
    if (value === undefined) throw new FrameRefused('malformed')
    return value
  }

  /** A whole number of at most 53 bits in at most 8 bytes. */
  varUint(): number {
    let value = 0
    let factor = 1
    for (let read = 0; read < 8; read++) {
      const next = this.byte()
      value += (next & 127) * factor
      if (next < 128) {
        if (value > Number.MAX_SAFE_INTEGER) break
        return value
      }
      factor *= 128
    }
    throw new FrameRefused('malformed')
  }

  /** A signed varint, whose value nobody here needs. */
  skipVarInt(): void {
    for (let read = 0; read < 8; read++) if (this.byte() < 128) return
    throw new FrameRefused('malformed')
  }

  skip(length: number): void {
    this.position += length
    if (this.position > this.bytes.length) throw new FrameRefused('malformed')
  }

  /** A view, not a copy. */
  varBytes(): Uint8Array {
    const length = this.varUint()
    const start = this.position
    this.skip(length)
    return this.bytes.subarray(start, start + length)
  }

  /** Skips a string and answers its length in UTF-16 units, which is what Yjs counts. */
  stringLength(): number {
    const text = this.varBytes()
    let units = text.length
    let isAscii = true
    for (let i = 0; i < text.length; i++) {
      const byte = text[i]!
      if (byte < 128) continue
      isAscii = false
      if (byte < 192) units--
      else if (byte >= 240) units++
    }
    // Continuation bytes count nothing; a sequence of four bytes is a surrogate pair. Only valid
    // UTF-8 may be counted so, and only that does lib0's fatal decoder accept.
    if (!isAscii && !isUtf8(text)) throw new FrameRefused('malformed')
    return units
  }

  /** For short strings that must be looked at: keys, names, JSON. */
  string(maxBytes: number): string {
    const text = this.varBytes()
    if (text.length > maxBytes || !isUtf8(text)) throw new FrameRefused('malformed')
    return Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8')
  }
}
