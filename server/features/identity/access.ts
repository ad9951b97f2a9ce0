import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '#server/access/authorize.ts'
import type { Config } from '#server/config.ts'
import { bearerOf } from '#server/http/bearer.ts'
import { secretHash } from '#server/http/secret-hash.ts'
import type { SessionKeeper } from '#server/http/session-adapter.ts'
import { sessionCookieKey, sessionCookieName, sessionHashOf } from '#server/http/session-cookie.ts'
import { sessions } from '#server/http/sessions.ts'
import { createPassport, type Passport } from '#server/http/sign-in.ts'
import type { AccessEnded, Identity, LiveAccess } from '#server/services.ts'
import type { Storage } from '#server/storage/storage.ts'
import type { Scope } from '#shared/contracts/contract.ts'
import { minute } from '#shared/time.ts'
import { sessionCommands } from './session-service.ts'
import { findSession, type SessionRow } from './session-store.ts'
import { tokenCommands } from './token-service.ts'
import { findLiveToken, findTokenHash, type TokenRow } from './token-store.ts'

const keptForMs = 1000
const noteUseEveryMs = minute
const mostKept = 10_000
/** Kinds of events after which a session or token may be worth nothing. */
const endsAccess = /^(person|seat|installation)\./

/** A row read once and used for at most a second; emptied by whatever may end it. */
class RowCache<Row> {
  #rows = new Map<string, { row: Row | null; until: number }>()

  async get(hash: string, read: () => Promise<Row | undefined>): Promise<Row | null> {
    // A read that an ending overtakes lands in the map that the ending threw away.
    const rows = this.#rows
    const known = rows.get(hash)
    if (known && known.until > performance.now()) return known.row
    const row = (await read()) ?? null
    if (rows.size >= mostKept) rows.clear()
    rows.set(hash, { row, until: performance.now() + keptForMs })
    return row
  }

  empty(): void {
    this.#rows = new Map()
  }
}

/**
 * Live sessions and API tokens, for requests and for sockets alike. One of these in a process,
 * since a revocation must reach its caches and its sockets at once.
 */
export class Access implements Identity {
  /** Mount before the routes; see `sessions`. */
  readonly sessions: ReturnType<typeof sessions>
  /** The ways in register their strategies here. */
  readonly passport: Passport
  readonly #storage: Storage
  readonly #cookieName: string
  readonly #cookieKey: string
  readonly #sessionRows = new RowCache<SessionRow>()
  readonly #tokenRows = new RowCache<TokenRow>()
  readonly #listeners = new Set<(ended: AccessEnded) => void>()

  constructor(input: {
    storage: Storage
    config: Pick<Config, 'publicUrl' | 'port'>
    /** The installation's own secret. */
    secret: Uint8Array
  }) {
    this.#storage = input.storage
    this.#cookieName = sessionCookieName(input.config)
    this.#cookieKey = sessionCookieKey(input.secret)
    this.passport = createPassport()
    this.sessions = sessions({
      config: input.config,
      cookieKey: this.#cookieKey,
      keeper: this.#keeper(),
      passport: this.passport,
    })
  }

  /** Who sends this request; null for nobody. */
  async authenticate(request: { headers: IncomingHttpHeaders }): Promise<Caller | null> {
    return (await this.fromHeaders(request.headers))?.caller ?? null
  }

  /** By API token where there is one (cookies are then ignored), else by session; null for nobody. */
  async fromHeaders(
    headers: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>,
  ): Promise<LiveAccess | null> {
    const bearer = bearerOf(headers.authorization)
    if (bearer !== null) return this.#byToken(secretHash(bearer))
    const hash = sessionHashOf(headers.cookie, this.#cookieName, this.#cookieKey)
    return hash === null ? null : this.#bySession(hash)
  }

  /** Whether the session of these headers is on a shared computer; null without a session. */
  async isShared(
    headers: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>,
  ): Promise<boolean | null> {
    const hash = (await this.fromHeaders(headers))?.sessionHash
    const row = hash ? await this.#liveSession(hash) : null
    return row ? row.is_shared === 1 : null
  }

  /** Whether what a socket came by is live still; for its regular check, as time ends access too. */
  async isLive(access: LiveAccess): Promise<boolean> {
    if (access.sessionHash !== null) return (await this.#liveSession(access.sessionHash)) !== null
    const hash = await findTokenHash(this.#storage.db, access.tokenId ?? '')
    return hash !== null && (await this.#byToken(hash)) !== null
  }

  /** Told of every end of access, after it is committed. Returns how to stop listening. */
  onEnded(listener: (ended: AccessEnded) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Say what a command has just ended. */
  end(...ended: AccessEnded[]): void {
    this.#empty()
    for (const one of ended) for (const listener of this.#listeners) listener(one)
  }

  afterCommit(kinds: string[]): void {
    if (kinds.some((kind) => endsAccess.test(kind))) this.#empty()
  }

  #empty(): void {
    this.#sessionRows.empty()
    this.#tokenRows.empty()
  }

  async #liveSession(hash: string): Promise<SessionRow | null> {
    const row = await this.#sessionRows.get(hash, () => findSession(this.#storage.db, hash))
    return row && row.expires_at > Date.now() ? row : null
  }

  async #bySession(hash: string): Promise<LiveAccess | null> {
    const row = await this.#liveSession(hash)
    if (!row?.person_id) return null
    if (Date.now() - row.seen_at >= noteUseEveryMs) {
      row.seen_at = Date.now()
      this.#note(this.#storage.exec(sessionCommands.touch, { idHash: hash }, { key: null }))
    }
    return { caller: { personId: row.person_id, scopes: null }, sessionHash: hash, tokenId: null }
  }

  async #byToken(hash: string): Promise<LiveAccess | null> {
    const row = await this.#tokenRows.get(hash, () => findLiveToken(this.#storage.db, hash))
    if (!row || row.expires_at <= Date.now()) return null
    if (Date.now() - (row.last_used_at ?? 0) >= noteUseEveryMs) {
      row.last_used_at = Date.now()
      this.#note(this.#storage.exec(tokenCommands.noteUse, { tokenId: row.id }, { key: null }))
    }
    const caller: Caller = { personId: row.person_id, scopes: row.scopes.split(' ') as Scope[] }
    return { caller, sessionHash: null, tokenId: row.id }
  }

  /** A note of use that cannot be stored now is made again a minute later; nobody waits for it. */
  #note(work: Promise<unknown>): void {
    work.catch(() => this.#empty())
  }

  #keeper(): SessionKeeper {
    const exec = this.#storage.exec.bind(this.#storage)
    return {
      read: async (idHash) => (await this.#liveSession(idHash))?.data ?? null,
      start: async (idHash, data, access) => {
        await exec(sessionCommands.start, { idHash, data, ...access }, { key: null })
        this.#sessionRows.empty()
      },
      change: async (idHash, data) => {
        await exec(sessionCommands.change, { idHash, data }, { key: null })
        this.#sessionRows.empty()
      },
      end: async (idHash) => {
        if (!(await findSession(this.#storage.db, idHash))) return
        await exec(sessionCommands.end, { idHash }, { key: null })
        this.end({ sessionHash: idHash })
      },
    }
  }
}
