import { type Request, Router } from 'express'
import { hashPassword } from '#server/features/identity/index.ts'
import { LinkCookie } from '#server/http/link-cookie.ts'
import type { Routes } from '#server/http/routes.ts'
import { signIn } from '#server/http/sign-in.ts'
import type { Services } from '#server/services.ts'
import { languages } from '#shared/contracts/contract.ts'
import { setup } from '#shared/contracts/setup.ts'
import { PlenaryError } from '#shared/errors.ts'
import { firstRunProblems } from '#shared/rules/first-run.ts'
import type { SetupLink } from './setup-link.ts'
import { setupCommands } from './setup-service.ts'

function setupCookie(services: Services): LinkCookie {
  return new LinkCookie(services.config, 'setup', '/api/setup')
}

/** `GET /setup/<secret>`: uses nothing up. Mount beside the pages. */
export function setupLinks(services: Services): Router {
  const cookie = setupCookie(services)
  const router = Router({ caseSensitive: true })
  router.get('/setup/:secret', (request, response) => {
    cookie.open(response, request.params.secret, '/setup')
  })
  return router
}

/** The browser's first language that the product speaks: `fr-CH` is French. */
function languageOf(request: Request): (typeof languages)[number] {
  const wanted = request.acceptsLanguages().map((tag) => tag.split('-')[0])
  return wanted.flatMap((tag) => languages.find((known) => known === tag) ?? [])[0] ?? 'en'
}

export function bindSetup(routes: Routes, services: Services, link: SetupLink): void {
  const cookie = setupCookie(services)

  routes.anyone(setup.state, async (call) => ({
    isOpen: await link.isOpenFor(cookie.read(call.request)),
  }))

  routes.anyone(setup.run, async ({ body, request, response }) => {
    if (!(await link.isOpenFor(cookie.read(request)))) throw new PlenaryError('link_unknown')
    // Before the hash, so that a form is told of all its fields at once and at no cost.
    const problems = firstRunProblems(body)
    if (problems.length > 0)
      throw new PlenaryError('invalid', 'Some fields do not fit together.', problems)
    const { password } = body.self
    const passwordHash = password === undefined ? null : await hashPassword(password)
    const language = languageOf(request)
    const input = { ...body, self: { ...body.self, password: undefined } }
    const made = await services.storage.exec(setupCommands.run, { input, passwordHash, language })
    await signIn(request, made.personId, {
      madeBy: 'setup',
      isShared: false,
      knowsPassword: passwordHash !== null,
    })
    cookie.clear(response)
    return { ...made, next: '/' }
  })
}
