import { type Request, type Response, Router } from 'express'
import type { z } from 'zod'
import { type Authorized, authorizeViewer, type Caller } from '#server/access/authorize.ts'
import { audiencesOf, headFor } from '#server/log/log-store.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import type {
  BodyOf,
  Endpoint,
  ParamsOf,
  Permission,
  QueryOf,
  ResponseOf,
} from '#shared/contracts/contract.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { Viewer } from '#shared/rules/viewer.ts'

/** What every handler gets: input as the contract parsed it. */
interface BaseCall<E extends Endpoint> {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  request: Request
  response: Response
  /** The caller's own idempotency key, from the header `Idempotency-Key`. */
  key: string | undefined
}

/** Of an endpoint for anyone: who calls, if somebody is signed in. */
export interface OpenCall<E extends Endpoint> extends BaseCall<E> {
  caller: Caller | null
}

/** Of an endpoint for signed-in persons and administrators. */
export interface SignedInCall<E extends Endpoint> extends BaseCall<E> {
  caller: Caller
  viewer: Viewer
}

/** Of an endpoint about an object: the permission was granted before the handler runs. */
export interface ObjectCall<E extends Endpoint> extends SignedInCall<E>, Authorized {
  /** Domain time and cursor for a page read in `db`, which must be the page's own snapshot. */
  readAt(db: Db): Promise<{ now: number; cursor: string }>
}

type Handler<Call, E extends Endpoint> = (call: Call) => Promise<ResponseOf<E> | Sent>

/** A handler that wrote the response itself (a file's bytes) returns this. */
export const sent = Symbol('sent')
type Sent = typeof sent

type Narrowed<E extends Endpoint, P extends Permission> = E & { permission: P }

/**
 * From contract to route. An endpoint gets a route only through here, and none without a permission
 * that has been checked before its handler runs.
 */
export class Routes {
  readonly router = Router({ caseSensitive: true })
  readonly bound = new Set<string>()
  readonly #services: Services

  constructor(services: Services) {
    this.#services = services
  }

  /** For endpoints that anyone may call. */
  anyone<E extends Endpoint>(
    endpoint: Narrowed<E, { who: 'anyone' }>,
    handler: Handler<OpenCall<E>, E>,
  ): void {
    this.#bind(endpoint, handler as Handler<OpenCall<Endpoint>, Endpoint>)
  }

  /** For a signed-in person's own affairs, and for administrators. */
  person<E extends Endpoint>(
    endpoint: Narrowed<E, { who: 'signedIn' } | { who: 'administrator' }>,
    handler: Handler<SignedInCall<E>, E>,
  ): void {
    this.#bind(endpoint, async (call) => {
      const caller = this.#callerOf(call, endpoint)
      const viewer = await this.#services.viewers.viewer(caller)
      if (endpoint.permission.who === 'administrator' && !viewer.isAdministrator) {
        throw new PlenaryError('not_found')
      }
      return (handler as unknown as Handler<SignedInCall<Endpoint>, Endpoint>)({
        ...call,
        caller,
        viewer,
      })
    })
  }

  /** For what is done to an object: the action is asked of it first. */
  on<E extends Endpoint>(
    endpoint: Narrowed<E, Extract<Permission, { action: unknown }>>,
    handler: Handler<ObjectCall<E>, E>,
  ): void {
    const { action, on, param } = endpoint.permission
    this.#bind(endpoint, async (call) => {
      const caller = this.#callerOf(call, endpoint)
      const viewer = await this.#services.viewers.viewer(caller)
      const id = (call.params as Record<string, string>)[param]
      if (id === undefined) throw new Error(`${endpoint.name}: no path parameter ${param}`)
      const authorized = await authorizeViewer(this.#services.storage.db, viewer, action, {
        kind: on,
        id,
      })
      return (handler as unknown as Handler<ObjectCall<Endpoint>, Endpoint>)({
        ...call,
        ...authorized,
        caller,
        readAt: (db) => this.#readAt(db, viewer, authorized.subject.groupId),
      })
    })
  }

  async #readAt(db: Db, viewer: Viewer, groupId: string): Promise<{ now: number; cursor: string }> {
    const seq = await headFor(db, audiencesOf(viewer, groupId))
    return { now: this.#services.clock.now(), cursor: this.#services.seal.seal(groupId, seq) }
  }

  #callerOf(call: OpenCall<Endpoint>, endpoint: Endpoint): Caller {
    if (!call.caller) throw new PlenaryError('not_signed_in')
    const { scopes } = call.caller
    // A token's right = its scope ∩ the person's rights now (H25).
    if (scopes !== null && (endpoint.scope === 'never' || !scopes.includes(endpoint.scope))) {
      throw new PlenaryError('forbidden', `This token lacks the scope "${endpoint.scope}".`)
    }
    return call.caller
  }

  #bind(endpoint: Endpoint, handler: Handler<OpenCall<Endpoint>, Endpoint>): void {
    if (!endpoint.permission) throw new Error(`${endpoint.name} has no permission`)
    if (this.bound.has(endpoint.name)) throw new Error(`${endpoint.name} is bound twice`)
    this.bound.add(endpoint.name)
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
    this.router[method](endpoint.path, async (request, response) => {
      const caller = await this.#services.identity.authenticate(request)
      // Who is not signed in learns nothing of what an address expects.
      if (endpoint.permission && !isOpen(endpoint.permission) && !caller)
        throw new PlenaryError('not_signed_in')
      const answer = await handler({
        params: parse(endpoint.params, request.params, 'not_found'),
        query: parse(endpoint.query, request.query, 'invalid'),
        body: endpoint.multipart
          ? undefined
          : parse(endpoint.body, emptyToUndefined(request.body), 'invalid'),
        request,
        response,
        caller,
        key: idempotencyKey(request, caller),
      })
      if (answer !== sent) send(response, answer)
    })
  }
}

function isOpen(permission: Permission): boolean {
  return 'who' in permission && permission.who === 'anyone'
}

function emptyToUndefined(body: unknown): unknown {
  return body !== null && typeof body === 'object' && Object.keys(body).length === 0
    ? undefined
    : body
}

function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
  code: 'not_found' | 'invalid',
): z.output<T> {
  const isBodyOfFields = input === undefined && schema.type === 'object'
  const result = schema.safeParse(isBodyOfFields ? {} : input)
  if (result.success) return result.data
  // An id that cannot be one answers like an id that is not there.
  if (code === 'not_found') throw new PlenaryError('not_found')
  const fields = result.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }))
  throw new PlenaryError(
    'invalid',
    fields.map((field) => `${field.path}: ${field.message}`).join('; '),
    fields,
  )
}

/** Scoped by person, so that one caller's key is never another's. */
function idempotencyKey(request: Request, caller: Caller | null): string | undefined {
  const header = request.get('idempotency-key')
  if (!header || header.length > 100) return undefined
  return `${caller?.personId ?? 'nobody'}:${header}`
}

function send(response: Response, answer: unknown): void {
  response.set('Cache-Control', 'no-store')
  if (answer === undefined) response.status(204).end()
  else response.status(200).type('application/json').send(JSON.stringify(answer))
}
