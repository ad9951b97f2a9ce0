import type { Request, RequestHandler } from 'express'
import { Authenticator } from 'passport'
import { PlenaryError } from '#shared/errors.ts'
import { day } from '#shared/time.ts'
import { type MadeBy, SessionAdapter } from './session-adapter.ts'

/** Past this a session ends, however much it is used. */
export const sessionLastsMs = 14 * day

interface Entrance {
  personId: string
  madeBy: MadeBy
  isShared: boolean
  knowsPassword: boolean
}

/** A passport whose serialiser fills the fresh session, so that signing in writes it once. */
export function createPassport() {
  const passport = new Authenticator()
  passport.serializeUser(
    (request: Request, user: unknown, done: (error: unknown, id?: string) => void) => {
      const entrance = user as Entrance
      const { session, sessionStore } = request
      session.access = { ...entrance, userAgent: (request.get('user-agent') ?? '').slice(0, 300) }
      // A shared computer's cookie ends with the browser.
      if (!entrance.isShared) session.cookie.maxAge = sessionLastsMs
      if (sessionStore instanceof SessionAdapter) sessionStore.expect(session)
      done(null, entrance.personId)
    },
  )
  return passport
}

export type Passport = ReturnType<typeof createPassport>

/**
 * The one way in: password, link, invitation and first run all end here (H25). passport draws a new
 * session id and ends the session that the browser had, which closes its sockets.
 * Throws `forbidden` for a request by API token: tokens make no sessions.
 */
export function signIn(
  request: Request,
  personId: string,
  start: { madeBy: MadeBy; isShared: boolean; knowsPassword?: boolean },
): Promise<void> {
  if (!request.session)
    throw new PlenaryError('forbidden', 'Sign in without an Authorization header.')
  const knowsPassword = start.knowsPassword ?? start.madeBy === 'password'
  const entrance: Entrance = {
    personId,
    madeBy: start.madeBy,
    isShared: start.isShared,
    knowsPassword,
  }
  return new Promise((resolve, reject) => {
    request.logIn(entrance, (error: unknown) => (error ? reject(error) : resolve()))
  })
}

/** Ends the request's session and closes its sockets. */
export function signOut(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!request.session) return resolve()
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()))
  })
}

/**
 * Asks a strategy who the request proves to be, without signing in. Throws what the strategy threw,
 * or `wrong_credentials`.
 */
export function proveBy(passport: Passport, strategy: string, request: Request): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const decide = (error: unknown, proof: unknown) => {
      if (error) reject(error)
      else if (proof) resolve(proof)
      else reject(new PlenaryError('wrong_credentials'))
    }
    const prove = passport.authenticate(strategy, { session: false }, decide) as RequestHandler
    if (request.res) void prove(request, request.res, reject)
  })
}
