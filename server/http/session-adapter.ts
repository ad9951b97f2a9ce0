import { callbackify } from 'node:util'
import { type SessionData, Store } from 'express-session'
import { secretHash } from './secret-hash.ts'

export type MadeBy = 'password' | 'link' | 'invitation' | 'setup' | 'demo' | 'tool'

/** What signing in puts into a session; `SessionData` keeps it under `access`. */
export interface SessionAccess {
  personId: string
  madeBy: MadeBy
  isShared: boolean
  /** Whoever holds this session knows the person's password: it set it, or was made by it. */
  knowsPassword: boolean
  userAgent: string
}

declare module 'express-session' {
  interface SessionData {
    access: SessionAccess
  }
}

/** Where sessions are kept; a session's id reaches it as its hash only. */
export interface SessionKeeper {
  /** The stored data of a session that lives; null otherwise. */
  read(idHash: string): Promise<string | null>
  start(idHash: string, data: string, access: SessionAccess): Promise<void>
  /** Changes the data of a session that lives; one ended meanwhile stays ended. */
  change(idHash: string, data: string): Promise<void>
  /** Ends it, and closes the sockets that came by it. */
  end(idHash: string): Promise<void>
}

type Done = (error?: unknown) => void

/**
 * express-session's view of the keeper. A row appears only by signing in (`expect`): a session that
 * was revoked while a request held it is not written back by that request's end.
 */
export class SessionAdapter extends Store {
  readonly #keeper: SessionKeeper
  readonly #expected = new WeakSet<object>()
  readonly #written = new WeakMap<object, string>()

  constructor(keeper: SessionKeeper) {
    super()
    this.#keeper = keeper
  }

  /** Says that this new session was signed in and may be stored. */
  expect(session: object): void {
    this.#expected.add(session)
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    callbackify(() => this.#read(secretHash(id)))(done)
  }

  override set(id: string, session: SessionData, done: Done = () => {}): void {
    callbackify(() => this.#save(secretHash(id), session))(done)
  }

  override destroy(id: string, done: Done = () => {}): void {
    callbackify(() => this.#keeper.end(secretHash(id)))(done)
  }

  /** Activity is noted where a session is read (`Access`), for sockets as for requests. */
  override touch(_id: string, _session: SessionData, callback?: () => void): void {
    callback?.()
  }

  async #read(idHash: string): Promise<SessionData | null> {
    const data = await this.#keeper.read(idHash)
    return data === null ? null : (JSON.parse(data) as SessionData)
  }

  async #save(idHash: string, session: SessionData): Promise<void> {
    // express-session saves again when the response ends; the cookie's expiry alone is no change.
    const state = JSON.stringify({ ...session, cookie: null })
    if (this.#written.get(session) === state) return
    const data = JSON.stringify(session)
    if (this.#expected.delete(session)) await this.#keeper.start(idHash, data, session.access)
    else await this.#keeper.change(idHash, data)
    this.#written.set(session, state)
  }
}
