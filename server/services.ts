import type { IncomingHttpHeaders } from 'node:http'
import type { Logger } from 'pino'
import type { Caller } from './access/authorize.ts'
import type { PeopleDirectory } from './access/people-directory.ts'
import type { ViewerCache } from './access/viewer-cache.ts'
import type { DomainClock } from './clock.ts'
import type { Config } from './config.ts'
import type { CursorSeal } from './log/cursor.ts'
import type { Storage } from './storage/storage.ts'

/** Who is there, and by what: exactly one of `sessionHash` and `tokenId` is set. */
export interface LiveAccess {
  caller: Caller
  sessionHash: string | null
  tokenId: string | null
}

/** What has just ended. Sockets that came by it close at once. */
export type AccessEnded = { sessionHash: string } | { tokenId: string } | { personId: string }

/** Names the session or token that a socket came by. */
export function credentialOf(access: LiveAccess): string {
  return access.sessionHash ?? access.tokenId ?? ''
}

/** Who sends a request or opens a socket; given by the identity feature. */
export interface Identity {
  /** By API token, else by session; null for nobody. */
  authenticate(request: { headers: IncomingHttpHeaders }): Promise<Caller | null>
  /** The same for sockets, from the upgrade's headers. */
  fromHeaders(
    headers: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>,
  ): Promise<LiveAccess | null>
  /** Whether what a socket came by is live still. */
  isLive(access: LiveAccess): Promise<boolean>
  /** Told of every end of access, after it is committed. Returns how to stop listening. */
  onEnded(listener: (ended: AccessEnded) => void): () => void
}

/** What the composition root hands to every feature's routes. */
export interface Services {
  config: Config
  log: Logger
  storage: Storage
  clock: DomainClock
  seal: CursorSeal
  viewers: ViewerCache
  people: PeopleDirectory
  identity: Identity
  /** False for a browser's foreign Origin or Host; an absent Origin is not a browser's (H17 to H19). */
  isOwnOrigin(headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>): boolean
  /** The address under which people reach this server, for links; never taken from Host (H17). */
  publicUrl(): string
}
