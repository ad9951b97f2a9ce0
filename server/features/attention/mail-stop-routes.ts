import { createHash } from 'node:crypto'
import { type Response, Router } from 'express'
import { mailCommands } from '#server/mail/mail-commands.ts'
import { mailWords } from '#server/mail/mail-language.ts'
import { findReader, installationSecret } from '#server/mail/mail-store.ts'
import { personOfStopToken } from '#server/mail/stop-token.ts'
import type { Services } from '#server/services.ts'

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem }
h1 { font-size: 1.375rem; font-weight: 600 }
button { font: inherit; padding: .5rem 1rem; border: 0; border-radius: .375rem; color: #fff; background: #1f5fa8; cursor: pointer }
a { color: LinkText }
`
const styleHash = createHash('sha256').update(style).digest('base64')

/** A page without script, which works in any mail program's browser and without a session. */
function sendPage(
  response: Response,
  status: number,
  page: { title: string; lang: string; body: string },
): void {
  response
    .status(status)
    .set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    })
    .type('html')
    .send(
      `<!doctype html><html lang="${page.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${page.title}</title><style>${style}</style></head><body><main><h1>${page.title}</h1>${page.body}</main></body></html>`,
    )
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/**
 * `/mail/stop/<token>`, from the foot of each mail: opening it asks and changes nothing (H17), the
 * button or a mail program's own one-click POST (RFC 8058) ends the mail. It reads no cookie, so
 * mount it before what asks for an Origin.
 */
export function mailStopRouter({ storage }: Pick<Services, 'storage'>): Router {
  const router = Router({ caseSensitive: true })

  async function readerOf(token: string) {
    const personId = personOfStopToken(await installationSecret(storage.db), token)
    return personId === null ? undefined : findReader(storage.db, personId)
  }

  async function confirm(token: string, response: Response): Promise<void> {
    const reader = await readerOf(token)
    const { words, language: lang } = mailWords(reader?.language ?? 'en')
    const { stop } = words
    const body = reader
      ? `<p>${escape(stop.ask(reader.name))}</p><form method="post"><button>${stop.button}</button></form>`
      : `<p>${stop.unknown}</p><p><a href="/account">${stop.back}</a></p>`
    sendPage(response, reader ? 200 : 404, { title: stop.title, lang, body })
  }

  async function end(token: string, response: Response): Promise<void> {
    const reader = await readerOf(token)
    const { words, language: lang } = mailWords(reader?.language ?? 'en')
    const { stop } = words
    if (reader) await storage.exec(mailCommands.stop, { personId: reader.id }, { key: null })
    const body = `<p>${reader ? stop.done : stop.unknown}</p><p><a href="/account">${stop.back}</a></p>`
    sendPage(response, reader ? 200 : 404, { title: stop.title, lang, body })
  }

  const route = router.route('/mail/stop/:token')
  route.get((request, response) => confirm(request.params.token, response))
  route.post((request, response) => end(request.params.token, response))
  return router
}
