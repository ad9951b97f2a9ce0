import type { CallInput, Endpoint, ResponseOf } from '#shared/contracts/contract.ts'
import { ApiError, problemOf } from './api-error.ts'
import { noteNow } from './domain-clock.ts'

export interface CallOptions {
  signal?: AbortSignal | undefined
}

/**
 * Calls an endpoint of the contract: `await call(forum.reply, { params: { topicId }, body })`.
 * Throws ApiError. The answer is not parsed again: it comes from our own server, which validates
 * it in its tests, and a newer server may add fields.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E> = {},
  { signal }: CallOptions = {},
): Promise<ResponseOf<E>> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const request: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' }
  if (signal) request.signal = signal
  if (input.body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(input.body)
  }
  const response = await reach(addressOf(endpoint, input), request)
  const body = await jsonOf(response)
  if (!response.ok) throw problemOf(response.status, body)
  if (hasNow(body)) noteNow(body.now)
  return body as ResponseOf<E>
}

/** Where an endpoint is, with its path parameters and query filled in. */
export function addressOf<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}): string {
  const params = (input.params ?? {}) as Record<string, string>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${endpoint.name} needs the parameter ${name}`)
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams()
  const given = (input.query ?? {}) as Record<string, string | number | boolean | undefined>
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new ApiError('offline')
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch {
    // An empty or a foreign body: the status alone says what happened.
    return undefined
  }
}

function hasNow(body: unknown): body is { now: number } {
  return typeof body === 'object' && body !== null && 'now' in body && typeof body.now === 'number'
}
