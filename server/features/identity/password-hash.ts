import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { PlenaryError } from '#shared/errors.ts'

const derive = promisify(argon2)
const cost = { memory: 19 * 1024, passes: 2, parallelism: 1 }
const tagLength = 32
const mostAtOnce = 2
const mostWaiting = 50

/** A hash takes 30 ms and 19 MiB: two at a time, fifty in the queue, then `busy` (H25). */
class HashQueue {
  #running = 0
  readonly #waiting: (() => void)[] = []

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= mostAtOnce) {
      if (this.#waiting.length >= mostWaiting) {
        throw new PlenaryError(
          'busy',
          'Very many people sign in at this moment; try again shortly.',
        )
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running += 1
    }
    try {
      return await work()
    } finally {
      // The place passes on to who waits, else it is free.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}

const queue = new HashQueue()

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}

function phc(salt: Uint8Array, tag: Uint8Array): string {
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/** Argon2id as a PHC string. Throws `busy` when the queue is full. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const message = password.normalize('NFC')
  const tag = await queue.run(() => derive('argon2id', { ...cost, message, nonce, tagLength }))
  return phc(nonce, tag)
}

const shape = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Whether `password` is the one that was hashed. Throws `busy` when the queue is full. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const parts = shape.exec(hash)
  if (!parts) return false
  const expected = Buffer.from(parts[5] ?? '', 'base64')
  const tag = await queue.run(() =>
    derive('argon2id', {
      message: password.normalize('NFC'),
      nonce: Buffer.from(parts[4] ?? '', 'base64'),
      memory: Number(parts[1]),
      passes: Number(parts[2]),
      parallelism: Number(parts[3]),
      tagLength: expected.length,
    }),
  )
  return timingSafeEqual(tag, expected)
}

/** A hash that no password has, so that an unknown address costs the same time as a known one. */
export const nobodysHash = phc(randomBytes(16), randomBytes(tagLength))
