import type { Request, Response } from 'express'
import type { Config } from '#server/config.ts'
import { minute } from '#shared/time.ts'
import { readCookie } from './read-cookie.ts'
import { isSecureOrigin } from './session-cookie.ts'

const secretShape = /^[0-9a-z]{52}$/

/**
 * Carries a link's secret from the address that was opened to the page that asks (H17): opening
 * uses nothing up, and the page's own address holds no secret. Sent to `path` and below only.
 */
export class LinkCookie {
  readonly #name: string
  readonly #options: { httpOnly: true; sameSite: 'lax'; secure: boolean; path: string }

  /** `kind` tells one link's cookie from another's: `sign-in`, `invitation`, `setup`. */
  constructor(config: Pick<Config, 'publicUrl' | 'port'>, kind: string, path: string) {
    const isSecure = isSecureOrigin(config)
    this.#name = isSecure ? `__Secure-plenary-${kind}` : `plenary-${config.port}-${kind}`
    this.#options = { httpOnly: true, sameSite: 'lax', secure: isSecure, path }
  }

  /** Answers the opening of a link: cookie, then 303 to `page`, an address without the secret. */
  open(response: Response, secret: string, page: string): void {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    response.cookie(this.#name, secret, { ...this.#options, maxAge: 30 * minute })
    response.redirect(303, page)
  }

  /** The secret of the link that was opened last, or null. */
  read(request: Request): string | null {
    const secret = readCookie(request.headers.cookie, this.#name)
    return secret !== null && secretShape.test(secret) ? secret : null
  }

  clear(response: Response): void {
    response.clearCookie(this.#name, this.#options)
  }
}
