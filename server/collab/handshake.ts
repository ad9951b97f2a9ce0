import type { IncomingMessage } from 'node:http'
import type { Credentials } from './ports.ts'

const MAX_NAME_LENGTH = 128

/** What a handshake says of who it comes from, for a WebSocket and for socket.io alike. */
export function credentialsOf({ headers, socket }: IncomingMessage): Credentials {
  return {
    cookieHeader: headers.cookie ?? null,
    authorization: headers.authorization ?? null,
    origin: headers.origin ?? null,
    host: headers.host ?? null,
    remoteAddress: socket.remoteAddress ?? null,
  }
}

/** Whether a draft could be called so at all. */
export function isDraftName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_LENGTH && !name.includes('/')
}
