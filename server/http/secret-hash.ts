import { createHash } from 'node:crypto'

/** All that is ever stored of a session's id, a link's secret or a token: SHA-256, hexadecimal. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
