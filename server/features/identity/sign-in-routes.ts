import { callbackify } from 'node:util'
import { type Request, Router } from 'express'
import { Strategy as CustomStrategy } from 'passport-custom'
import { Strategy as LocalStrategy } from 'passport-local'
import { LinkCookie } from '#server/http/link-cookie.ts'
import { addressOf, isDirectLoopback } from '#server/http/proxy.ts'
import { RateLimits } from '#server/http/rate-limits.ts'
import type { Routes } from '#server/http/routes.ts'
import { secretHash } from '#server/http/secret-hash.ts'
import { proveBy, signIn, signOut } from '#server/http/sign-in.ts'
import type { Services } from '#server/services.ts'
import { identity } from '#shared/contracts/identity.ts'
import { PlenaryError } from '#shared/errors.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import type { Access } from './access.ts'
import { linkCommands } from './link-service.ts'
import { findUsableLink, type LinkPurpose } from './link-state.ts'
import { provePassword } from './password-sign-in.ts'
import { findPerson } from './person-store.ts'

const madeByOf = {
  signIn: 'link',
  confirm: 'link',
  reset: 'link',
  demo: 'demo',
  tool: 'tool',
} as const

interface UsedLink {
  personId: string
  purpose: LinkPurpose
  knowsPassword: boolean
}

function linkCookie(services: Services): LinkCookie {
  return new LinkCookie(services.config, 'sign-in', '/api/sign-in')
}

/** `GET /link/<secret>`: uses nothing up and looks nothing up (H17). Mount beside the pages. */
export function signInLinks(services: Services): Router {
  const cookie = linkCookie(services)
  const router = Router({ caseSensitive: true })
  router.get('/link/:secret', (request, response) => {
    cookie.open(response, request.params.secret, '/sign-in/link')
  })
  return router
}

function opened(cookie: LinkCookie, request: Request) {
  const secret = cookie.read(request)
  if (secret === null) throw new PlenaryError('link_unknown')
  return { tokenHash: secretHash(secret), isDirectLoopback: isDirectLoopback(request) }
}

async function useLink(
  services: Services,
  access: Access,
  cookie: LinkCookie,
  request: Request,
): Promise<UsedLink> {
  const present = await access.fromHeaders(request.headers)
  // No key of the caller's: a repeat must not sign in by another's stored answer.
  const used = await services.storage.exec(linkCommands.use, {
    ...opened(cookie, request),
    presentSession: present?.sessionHash ?? null,
  })
  access.end(
    ...used.sessions.map((sessionHash) => ({ sessionHash })),
    ...used.tokens.map((tokenId) => ({ tokenId })),
  )
  return used
}

function registerStrategies(
  services: Services,
  access: Access,
  limits: RateLimits,
  cookie: LinkCookie,
): void {
  const passwords = new LocalStrategy(
    { usernameField: 'email', passReqToCallback: true },
    (request, email, password, done) => {
      const given = { email, password, address: addressOf(request) }
      callbackify(() => provePassword(services.storage.db, limits, given))(done)
    },
  )
  const links = new CustomStrategy((request, done) => {
    callbackify(() => useLink(services, access, cookie, request))(done)
  })
  access.passport.use('password', passwords)
  access.passport.use('link', links)
}

export function bindSignIn(routes: Routes, services: Services, access: Access): void {
  const { storage, config } = services
  const isMailConfigured = config.smtpUrl !== null
  const limits = new RateLimits(config.areLimitsOff)
  const cookie = linkCookie(services)
  registerStrategies(services, access, limits, cookie)

  routes.anyone(identity.signInWithPassword, async (call) => {
    const personId = (await proveBy(access.passport, 'password', call.request)) as string
    await signIn(call.request, personId, { madeBy: 'password', isShared: call.body.isShared })
    return { personId, next: '/' }
  })

  routes.anyone(identity.requestLink, async (call) => {
    await limits.require('linkFromAddress', addressOf(call.request))
    // Past the account's own limit the answer is the same; only no mail goes out.
    if (await limits.take('linkForAccount', emailKey(call.body.email))) {
      await storage.exec(linkCommands.request, { email: call.body.email, isMailConfigured })
    }
    return { isMailConfigured }
  })

  routes.anyone(identity.openedLink, (call) =>
    storage.snapshot(async (db) => {
      const { link, person } = await findUsableLink(db, opened(cookie, call.request), Date.now())
      const present = call.caller && (await findPerson(db, call.caller.personId))
      return {
        name: person.name,
        purpose: link.purpose as LinkPurpose,
        signedInAs: present?.name ?? null,
      }
    }),
  )

  routes.anyone(identity.useLink, async (call) => {
    const used = (await proveBy(access.passport, 'link', call.request)) as UsedLink
    await signIn(call.request, used.personId, {
      madeBy: madeByOf[used.purpose],
      isShared: call.body.isShared,
      knowsPassword: used.knowsPassword,
    })
    cookie.clear(call.response)
    return { personId: used.personId, next: '/' }
  })

  routes.person(identity.signOut, async (call) => {
    await signOut(call.request)
    return undefined
  })
}
