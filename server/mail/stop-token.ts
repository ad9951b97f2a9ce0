import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The end of all mail to one person, as a link that works for good: it can do nothing but set their
 * preference to none, so it needs no row, no expiry and no sign-in.
 */
export function stopToken(secret: Uint8Array, personId: string): string {
  return `${personId}.${signature(secret, personId).toString('base64url')}`
}

/** Whose mail a token ends; null for one that this installation did not sign. */
export function personOfStopToken(secret: Uint8Array, token: string): string | null {
  const [personId = '', signed = ''] = token.split('.')
  const given = Buffer.from(signed, 'base64url')
  const wanted = signature(secret, personId)
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? personId : null
}

function signature(secret: Uint8Array, personId: string): Buffer {
  return createHmac('sha256', secret).update(`mail stop ${personId}`).digest()
}
