import { queryOptions } from '@tanstack/react-query'
import type { CallInput, Endpoint, ResponseOf } from '#shared/contracts/contract.ts'
import type { ApiError } from './api-error.ts'
import { askOrRecall } from '../offline/kept-answers.ts'
import { call } from './call.ts'

/**
 * A read as TanStack Query takes it: `useQuery(queryOf(spaces.show, { params: { spaceId } }))`.
 * Its key is `[endpoint.name, params, query]`.
 */
export function queryOf<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'body'> = {}) {
  const queryKey = keyOf(endpoint, input)
  return queryOptions<ResponseOf<E>, ApiError>({
    queryKey,
    queryFn: ({ signal }) => askOrRecall(queryKey, () => call(endpoint, input, { signal })),
  })
}

/** For invalidating: without input it covers every call of the endpoint, with params all queries. */
export function keyOf<E extends Endpoint>(endpoint: E, input: Omit<CallInput<E>, 'body'> = {}) {
  const key: unknown[] = [endpoint.name]
  if (input.params) key.push(input.params)
  if (input.query) key.push(input.query)
  return key
}
