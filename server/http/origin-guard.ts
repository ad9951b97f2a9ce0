import type { Request, RequestHandler, Response } from 'express'
import type { Config } from '#server/config.ts'
import { PlenaryError } from '#shared/errors.ts'
import { bearerOf } from './bearer.ts'
import { type OriginFault, originFault } from './origin-fault.ts'
import { sendProblem } from './problem.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function faultPage(fault: OriginFault): string {
  const cell = (text: string) => `<td><code dir="ltr">${escapeHtml(text)}</code></td>`
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Opened under another address</title>
<body style="font: 16px/24px system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem">
<h1 style="font-size: 1.5rem">This page was opened under another address than the one the server expects</h1>
<table style="border-spacing: 0 .5rem; text-align: start">
<tr><th scope="row" style="padding-inline-end: 1rem; text-align: start">${fault.header} received</th>${cell(fault.received)}</tr>
<tr><th scope="row" style="padding-inline-end: 1rem; text-align: start">${fault.header} expected</th>${cell(fault.expected)}</tr>
</table>
<p>${escapeHtml(fault.mend)}</p></body></html>
`
}

function refuse(request: Request, response: Response, fault: OriginFault): void {
  const wantsPage =
    !request.path.startsWith('/api/') && request.accepts(['html', 'json']) === 'html'
  if (!wantsPage) {
    const said = `${fault.header} is "${fault.received}", expected "${fault.expected}". ${fault.mend}`
    sendProblem(response, new PlenaryError('bad_origin', said))
    return
  }
  response.status(403).set('Cache-Control', 'no-store').type('html').send(faultPage(fault))
}

/** An unsafe request that rides on a cookie must say where it comes from; browsers do. */
function isUnproven(request: Request): boolean {
  if (
    safeMethods.has(request.method) ||
    !request.headers.cookie ||
    bearerOf(request.headers.authorization)
  )
    return false
  return request.headers.origin === undefined && request.get('sec-fetch-site') !== 'same-origin'
}

/**
 * Refuses what came under another name or from another page (H19), with both values and the mend.
 * Mount it after `/healthz`, `/readyz` and `/metrics`, which are asked for by machine addresses.
 */
export function originGuard(config: Pick<Config, 'publicUrl'>): RequestHandler {
  return (request, response, next) => {
    const fault = originFault(config, request.headers)
    if (fault) return refuse(request, response, fault)
    if (isUnproven(request)) {
      return refuse(request, response, {
        header: 'Origin',
        received: '(none)',
        expected: config.publicUrl ?? `http://${request.headers.host}`,
        mend: 'A request that changes something and carries a cookie must name its Origin. Scripts use an API token (Authorization: Bearer) instead of a cookie.',
      })
    }
    next()
  }
}
