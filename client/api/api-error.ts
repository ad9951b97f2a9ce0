import type { ErrorCode, FieldProblem, Problem } from '#shared/errors.ts'

/** Codes of the server, and `offline` where it could not be reached at all. */
export type FailureCode = ErrorCode | 'offline'

/** What a call to the server throws. `client/ui/form-error.tsx` and `error-page.tsx` turn `code`
 * into words; `fields` name the inputs by path (`agencies.2.acronym`). */
export class ApiError extends Error {
  readonly code: FailureCode
  readonly fields: FieldProblem[]

  constructor(code: FailureCode, fields: FieldProblem[] = []) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.fields = fields
  }
}

/** The code of anything thrown; what is not the server's word is an error of our own. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof ApiError ? error.code : 'internal'
}

/** Reads an answer that is not a success. A proxy's page in place of ours counts as unreachable
 * (502 to 504) or as our own fault. */
export function problemOf(status: number, body: unknown): ApiError {
  if (isProblem(body)) return new ApiError(body.code, body.fields)
  return new ApiError(status >= 502 && status <= 504 ? 'offline' : 'internal')
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
  )
}
