import { useQuery } from '@tanstack/react-query'
import { attention } from '#shared/contracts/attention.ts'
import { queryOf } from '../api/query-of.ts'
import { usePlace } from './place.tsx'

/** Unread notifications of the current group, for the bell. */
export function useUnread(): number {
  const { group } = usePlace()
  const { data } = useQuery({
    ...queryOf(attention.notifications, { params: { groupId: group?.id ?? '' } }),
    enabled: group !== null,
    select: (answer) => answer.unread,
  })
  return data ?? 0
}
