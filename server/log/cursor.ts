import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * A reader's place in the log, sealed: the installation's incarnation and the last event *visible
 * to this reader*. Sealing is deterministic (a synthetic IV), so that an outsider's bytes stay the
 * same while a hidden space is active (H15), and nobody reads a sequence number off it.
 */
export class CursorSeal {
  readonly #encryption: Buffer
  readonly #authentication: Buffer
  readonly #incarnation: string

  constructor(secret: Uint8Array, incarnation: string) {
    const derive = (use: string) => createHmac('sha256', secret).update(`cursor ${use}`).digest()
    this.#encryption = derive('encryption')
    this.#authentication = derive('authentication')
    this.#incarnation = incarnation
  }

  seal(groupId: string, seq: number): string {
    const text = `${this.#incarnation} ${groupId} ${seq}`
    const iv = this.#syntheticIv(text)
    const cipher = createCipheriv('aes-256-ctr', this.#encryption, iv)
    return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64url')
  }

  /** The sequence number, or null for a cursor of another incarnation, of another group, or none. */
  open(groupId: string, cursor: string): number | null {
    const bytes = Buffer.from(cursor, 'base64url')
    if (bytes.length < 17) return null
    const iv = bytes.subarray(0, 16)
    const decipher = createDecipheriv('aes-256-ctr', this.#encryption, iv)
    const text = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString(
      'utf8',
    )
    if (!timingSafeEqual(iv, this.#syntheticIv(text))) return null
    const [incarnation, group, seq] = text.split(' ')
    return incarnation === this.#incarnation && group === groupId ? Number(seq) : null
  }

  #syntheticIv(text: string): Buffer {
    return createHmac('sha256', this.#authentication).update(text).digest().subarray(0, 16)
  }
}
