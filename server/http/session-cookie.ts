import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '#server/config.ts'
import { readCookie } from './read-cookie.ts'
import { secretHash } from './secret-hash.ts'

export function isSecureOrigin(config: Pick<Config, 'publicUrl'>): boolean {
  return config.publicUrl?.startsWith('https:') ?? false
}

/**
 * The scheme of PUBLIC_URL decides (H19): `__Host-plenary` with https. Plain http is for loopback
 * only, where cookies are shared across ports, so the port stands in the name.
 */
export function sessionCookieName(config: Pick<Config, 'publicUrl' | 'port'>): string {
  return isSecureOrigin(config) ? '__Host-plenary' : `plenary-${config.port}`
}

/** The key with which express-session signs cookies, derived from the installation's secret. */
export function sessionCookieKey(installationSecret: Uint8Array): string {
  return createHmac('sha256', installationSecret).update('session cookie').digest('hex')
}

function signatureOf(id: string, key: string): Buffer {
  return Buffer.from(createHmac('sha256', key).update(id).digest('base64').replace(/=+$/, ''))
}

/**
 * The stored hash of the session that a `Cookie` header names, or null. Reads what express-session
 * writes (`s:<id>.<signature>`), so that sockets, which have no express, read the same.
 */
export function sessionHashOf(
  header: string | undefined,
  name: string,
  key: string,
): string | null {
  const value = readCookie(header, name)
  const dot = value?.lastIndexOf('.') ?? -1
  if (!value?.startsWith('s:') || dot < 3) return null
  const id = value.slice(2, dot)
  const given = Buffer.from(value.slice(dot + 1))
  const expected = signatureOf(id, key)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return secretHash(id)
}
