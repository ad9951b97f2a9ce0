/**
 * Everything that can go wrong for a caller, as one closed union. The server answers these as
 * `application/problem+json` (RFC 9457) with the code in `code`; the client turns codes into words.
 * HTTP statuses are chosen in `server/http/problem.ts` only.
 */
export const errorCodes = [
  'not_found', // unknown, or not yours to know: always the same answer
  'not_signed_in',
  'forbidden', // you may see it, but not do this
  'unconfirmed', // your address is not proven yet
  'bad_origin',
  'invalid', // the input breaks the contract; `fields` says where
  'conflict', // someone was faster; read again
  'already_done',
  'stale_edit', // the text was changed since you read it
  'closed', // topic, draft or space no longer takes this
  'frozen', // the draft's state forbids writing
  'wrong_credentials',
  'link_used',
  'link_expired',
  'link_revoked',
  'link_unknown',
  'wrong_address', // the link is bound to another address or domain
  'person_exists', // sign in first, then open the link again
  'too_many_requests',
  'too_large',
  'unsupported_media',
  'busy', // the queue is full; try again
  'storage_unavailable',
  'took_too_long', // stopped at its deadline; nothing was changed
  'damaged', // what is stored does not match its fingerprint, and is not shown
  'not_set_up',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Where an input breaks its contract: a path like `agencies.2.acronym`, and why, in plain words. */
export interface FieldProblem {
  path: string
  message: string
}

export interface Problem {
  type: string
  title: string
  status: number
  code: ErrorCode
  detail?: string
  fields?: FieldProblem[]
}

/** The one error class of the server. Thrown by policies, services and stores; answered by http/. */
export class PlenaryError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldProblem[] | undefined

  constructor(code: ErrorCode, detail?: string, fields?: FieldProblem[]) {
    super(detail ?? code)
    this.name = 'PlenaryError'
    this.code = code
    this.fields = fields
  }
}
