import { useMutation, useQueryClient } from '@tanstack/react-query'
import { attention } from '#shared/contracts/attention.ts'
import { call } from '../../api/call.ts'
import { keyOf, queryOf } from '../../api/query-of.ts'

/** Marks notifications as read, some by id or all; they leave what waits at once. */
export function useMarkRead(groupId: string) {
  const client = useQueryClient()
  const params = { groupId }
  return useMutation({
    mutationFn: (ids?: string[]) =>
      call(attention.markNotificationsRead, { params, body: ids ? { ids } : {} }),
    onMutate: (ids) => {
      client.setQueryData(
        queryOf(attention.home, { params }).queryKey,
        (home) => home && { ...home, waiting: home.waiting.filter((one) => !covers(ids, one.id)) },
      )
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(attention.notifications) }),
        client.invalidateQueries({ queryKey: keyOf(attention.home) }),
      ]),
  })
}

/** Without ids all are meant. */
function covers(ids: string[] | undefined, id: string): boolean {
  return ids === undefined || ids.includes(id)
}
