import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CallInput } from '#shared/contracts/contract.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { call } from '../../api/call.ts'

export type SpaceChange = NonNullable<CallInput<typeof spaces.update>['body']>

/** Changes a space and reads again what shows it; `onDone` after that. */
export function useSpaceUpdate(spaceId: string, onDone: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: SpaceChange) => call(spaces.update, { params: { spaceId }, body }),
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: [spaces.list.name] })
      await queryClient.invalidateQueries({ queryKey: [spaces.show.name, { spaceId }] })
      onDone()
    },
  })
}
