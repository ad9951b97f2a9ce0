import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { type ErrorCode, PlenaryError, type Problem } from '#shared/errors.ts'

/** The only place where a code becomes an HTTP status. */
const statuses: Record<ErrorCode, number> = {
  not_found: 404,
  not_signed_in: 401,
  forbidden: 403,
  unconfirmed: 403,
  bad_origin: 403,
  invalid: 422,
  conflict: 409,
  already_done: 409,
  stale_edit: 409,
  closed: 409,
  frozen: 409,
  wrong_credentials: 401,
  link_used: 410,
  link_expired: 410,
  link_revoked: 410,
  link_unknown: 410,
  wrong_address: 422,
  person_exists: 409,
  too_many_requests: 429,
  too_large: 413,
  unsupported_media: 415,
  busy: 503,
  storage_unavailable: 503,
  took_too_long: 503,
  damaged: 500,
  not_set_up: 409,
  internal: 500,
}

const titles: Partial<Record<ErrorCode, string>> = {
  not_found: 'This is not here, or not yours to see',
  not_signed_in: 'Sign in first',
  forbidden: 'You may not do this here',
  invalid: 'Something in the request is not as it should be',
  internal: 'Something went wrong on the server',
}

export function problemOf(error: PlenaryError): Problem {
  const title = titles[error.code] ?? error.code.replaceAll('_', ' ')
  return {
    type: `about:blank#${error.code}`,
    title,
    status: statuses[error.code],
    code: error.code,
    // An unknown object and a hidden one must answer with the same bytes: no detail there.
    ...(error.code !== 'not_found' && error.message !== error.code && { detail: error.message }),
    ...(error.fields && { fields: error.fields }),
  }
}

export function sendProblem(response: Response, error: PlenaryError): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const problem = problemOf(error)
  response.status(problem.status).type('application/problem+json').set('Cache-Control', 'no-store')
  if (problem.status === 503) response.set('Retry-After', '2')
  response.send(JSON.stringify(problem))
}

/** What express and its parsers throw, as codes of ours; null: a fault. */
function known(error: unknown): PlenaryError | null {
  if (error instanceof PlenaryError) return error
  const { type, status } = (error ?? {}) as { type?: string; status?: number }
  if (type === 'entity.too.large')
    return new PlenaryError('too_large', 'The request is larger than 1 MB.')
  if (type === 'entity.parse.failed')
    return new PlenaryError('invalid', 'The body is not valid JSON.')
  if (status === 400 || error instanceof URIError)
    return new PlenaryError('invalid', 'The address or body cannot be read.')
  if (status === 415) return new PlenaryError('unsupported_media')
  return null
}

export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const expected = known(error)
    if (!expected || expected.code === 'internal') {
      log.error(
        {
          err: error,
          method: request.method,
          route: (request.route as { path?: string } | undefined)?.path,
        },
        'request failed',
      )
    }
    sendProblem(
      response,
      expected?.code === 'internal' || !expected ? new PlenaryError('internal') : expected,
    )
  }
}
