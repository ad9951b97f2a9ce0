import type { Request } from 'express'
import { isLoopback } from '#server/config.ts'

function plain(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '')
}

/** From this machine and not passed on by a proxy on it: behind one everybody is loopback (H19). */
export function isDirectLoopback(request: Request): boolean {
  const { headers, socket } = request
  const signs = [
    headers['x-forwarded-for'],
    headers['x-forwarded-host'],
    headers.forwarded,
    headers.via,
  ]
  return signs.every((sign) => sign === undefined) && isLoopback(plain(socket.remoteAddress))
}

/** Whom limits count as one address: an IPv6 subscriber has a whole /64. */
export function addressOf(request: Request): string {
  const address = plain(request.ip)
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}
