import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Caller } from './access/authorize.ts'
import type { PeopleDirectory } from './access/people-directory.ts'
import type { ViewerCache } from './access/viewer-cache.ts'
import type { DomainClock } from './clock.ts'
import type { Config } from './config.ts'
import type { CursorSeal } from './log/cursor.ts'
import type { Storage } from './storage/storage.ts'

/** What was ended: one session or token, or all of a person's. */
export type EndedIdentity = { credentialId: string } | { personId: string }

/** Who sends a request or opens a socket; given by the identity feature. */
export interface Identity {
  /** By API token, else by session; null for nobody. */
  authenticate(request: IncomingMessage): Promise<Caller | null>
  /** The same for sockets, from the upgrade's headers. `credentialId` names the session or token. */
  fromHeaders(headers: IncomingHttpHeaders): Promise<{ caller: Caller; credentialId: string } | null>
  /** Whether a session or token that `fromHeaders` named still lives. */
  isLive(credentialId: string): Promise<boolean>
  /** False for a browser's foreign Origin; an absent Origin is not a browser's (H17, H18). */
  isOwnOrigin(headers: IncomingHttpHeaders): boolean
  /** Called at once when sessions or tokens end: open sockets close on it. */
  onEnded(listener: (ended: EndedIdentity) => void): () => void
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
  /** The address under which people reach this server, for links; never taken from Host (H17). */
  publicUrl(): string
}
