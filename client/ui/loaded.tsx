import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { failureCode } from '../api/api-error.ts'
import { FormError } from './form-error.tsx'
import { ListSkeleton } from './skeletons.tsx'

/**
 * A part of a page that waits for an answer: skeleton, refusal in words, or the thing itself.
 * For whole pages use `Page` of the shell with `query`, which shows the error page.
 * Props: `query`, `skeleton` (a list by default), `children` as a function of the answer.
 */
export function Loaded<Data>(props: {
  query: UseQueryResult<Data>
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}) {
  const { query } = props
  // What was read before stays on the screen while a later reading fails for a passing reason.
  if (query.data !== undefined && failureCode(query.error) !== 'not_found')
    return props.children(query.data)
  if (query.isError) return <FormError error={query.error} />
  return props.skeleton ?? <ListSkeleton />
}
