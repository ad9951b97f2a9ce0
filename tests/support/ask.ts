import type { CallInput, Endpoint, ResponseOf } from '#shared/contracts/contract.ts'
import type { Client } from './installation.ts'

/**
 * Calls an endpoint as its contract declares it, and answers the body in the contract's type.
 * Throws where the server refuses: a test of a refusal looks at the answer itself.
 */
export async function ask<E extends Endpoint>(
  client: Client,
  endpoint: E,
  input: CallInput<E> = {},
): Promise<ResponseOf<E>> {
  const params = (input.params ?? {}) as Record<string, string>
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  const query = new URLSearchParams((input.query ?? {}) as Record<string, string>).toString()
  const answer = await client.request(
    endpoint.method,
    query ? `${path}?${query}` : path,
    input.body,
  )
  if (answer.status >= 300) {
    throw new Error(`${endpoint.name}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  return answer.body as ResponseOf<E>
}
