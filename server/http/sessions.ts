import type { RequestHandler } from 'express'
import session from 'express-session'
import type { Config } from '#server/config.ts'
import { newSecret } from '#shared/ids.ts'
import { bearerOf } from './bearer.ts'
import { SessionAdapter, type SessionKeeper } from './session-adapter.ts'
import { isSecureOrigin, sessionCookieName } from './session-cookie.ts'
import type { Passport } from './sign-in.ts'

/**
 * Sessions for requests that may start, change or end one. Reads need none of it: `authenticate`
 * knows a session by its cookie alone. Bearer requests ignore cookies (H19).
 */
export function sessions(input: {
  config: Pick<Config, 'publicUrl' | 'port'>
  cookieKey: string
  keeper: SessionKeeper
  passport: Passport
}): RequestHandler {
  const isSecure = isSecureOrigin(input.config)
  const load = session({
    name: sessionCookieName(input.config),
    secret: input.cookieKey,
    store: new SessionAdapter(input.keeper),
    genid: newSecret,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
  })
  const attach = input.passport.initialize({ compat: false }) as RequestHandler
  return (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead || bearerOf(request.headers.authorization)) return next()
    // express-session silently sets no secure cookie behind a proxy that nobody named (H19);
    // here PUBLIC_URL, not the connection, says that people come by https.
    Object.defineProperty(request, 'secure', { value: isSecure })
    load(request, response, (error?: unknown) => {
      if (error) next(error)
      else attach(request, response, next)
    })
  }
}
