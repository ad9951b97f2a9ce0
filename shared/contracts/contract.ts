import { z } from 'zod'
import type { Action } from '../rules/action.ts'

/** What an object's id in the path points at; `server/access/subjects.ts` knows how to read each. */
export type SubjectKind =
  | 'group'
  | 'agency'
  | 'person'
  | 'seat'
  | 'space'
  | 'access'
  | 'category'
  | 'topic'
  | 'post'
  | 'file'
  | 'draft'
  | 'invitation'

/**
 * Who may call an endpoint. There is no default: the type demands one, and the route binder refuses
 * an endpoint without it.
 * - `anyone`: no session needed (sign-in, an invitation's link, health)
 * - `signedIn`: any live person, for their own affairs only
 * - `administrator`: the mark beside seats; opens no content
 * - otherwise the action is asked of the subject whose id is the path parameter `param`
 */
export type Permission =
  | { who: 'anyone' }
  | { who: 'signedIn' }
  | { who: 'administrator' }
  | { action: Action; on: SubjectKind; param: string }

/** The scope an API token needs beside the person's rights; `never` keeps tokens out (H25). */
export type Scope = 'read' | 'post' | 'draft' | 'invite' | 'admin'

export interface Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Express path, for example `/api/topics/:topicId`. */
  path: string
  summary: string
  permission: Permission
  scope: Scope | 'never'
  params: Params
  query: Query
  /** The JSON body; `z.undefined()` where there is none. `multipart` bodies are read by the route. */
  body: Body
  multipart: boolean
  response: Response
}

const none = z.object({})

interface EndpointInput<
  Granted extends Permission,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
> {
  method: Endpoint['method']
  path: string
  summary: string
  permission: Granted
  scope: Scope | 'never'
  params?: Params
  query?: Query
  body?: Body
  multipart?: boolean
  response?: Response
}

/** Declares one endpoint. `name` is given by `contract()` from the key it stands under. */
export function endpoint<
  const Granted extends Permission,
  Params extends z.ZodObject = typeof none,
  Query extends z.ZodObject = typeof none,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
>(
  input: EndpointInput<Granted, Params, Query, Body, Response>,
): Endpoint<Params, Query, Body, Response> & { permission: Granted } {
  return {
    name: '',
    multipart: false,
    params: none as unknown as Params,
    query: none as unknown as Query,
    body: z.undefined() as unknown as Body,
    response: z.undefined() as unknown as Response,
    ...input,
  }
}

/** A feature's endpoints; each learns its own name (`forum.reply`), used in logs and in OpenAPI. */
export function contract<T extends Record<string, Endpoint>>(feature: string, endpoints: T): T {
  for (const [key, value] of Object.entries(endpoints)) value.name = `${feature}.${key}`
  return endpoints
}

export type ParamsOf<E extends Endpoint> = z.output<E['params']>
export type QueryOf<E extends Endpoint> = z.output<E['query']>
export type BodyOf<E extends Endpoint> = z.output<E['body']>
export type ResponseOf<E extends Endpoint> = z.output<E['response']>
/** What a client gives: path parameters, query and body in their input (unparsed) form. */
export interface CallInput<E extends Endpoint> {
  params?: z.input<E['params']>
  query?: z.input<E['query']>
  body?: z.input<E['body']>
}

export const id = z.string().regex(/^[0-9a-z]{8,40}$/, 'not an id')
/** An instant: milliseconds since 1970, UTC. */
export const instant = z.int()
/** A calendar date, `2007-12-04`, without a time zone. */
export const calendarDate = z.iso.date()
/** Opaque; see `server/log/cursor.ts`. */
export const cursor = z.string().max(120)
export const email = z.string().trim().max(254).pipe(z.email('not an e-mail address'))
export const shortText = z.string().trim().min(1, 'must not be empty').max(200)
export const longText = z.string().trim().max(4000)
export const provenance = z.enum(['illustrative', 'inferred']).nullable()
export const languages = ['en', 'fr', 'ar'] as const
export const language = z.enum(languages)
export const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'not a time zone, such as Europe/Paris')

/** Every answer about domain time carries `now` (the installation's clock) and the log's cursor. */
export const readAt = z.object({ now: instant, cursor })
