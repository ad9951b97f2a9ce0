import { useMutation, useQueryClient } from '@tanstack/react-query'
import { spaces } from '#shared/contracts/spaces.ts'
import { call } from '../../api/call.ts'

interface Placed {
  id: string
  position: number
}

export type CategoryChanges = ReturnType<typeof useCategoryChanges>

/** What may be done to a space's categories; `error` of the act that failed last. */
export function useCategoryChanges(spaceId: string) {
  const queryClient = useQueryClient()
  const onSuccess = () =>
    queryClient.invalidateQueries({ queryKey: [spaces.show.name, { spaceId }] })
  const add = useMutation({
    mutationFn: (name: string) =>
      call(spaces.createCategory, { params: { spaceId }, body: { name } }),
    onSuccess,
  })
  const rename = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      call(spaces.updateCategory, { params: { categoryId: id }, body: { name } }),
    onSuccess,
  })
  const swap = useMutation({
    mutationFn: async ([one, other]: [Placed, Placed]) => {
      await place(one.id, other.position)
      await place(other.id, one.position)
    },
    onSettled: onSuccess,
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(spaces.removeCategory, { params: { categoryId: id } }),
    onSuccess,
  })
  const failed = [add, rename, swap, remove]
    .filter((change) => change.isError)
    .toSorted((one, another) => another.submittedAt - one.submittedAt)
  return { add, rename, swap, remove, error: failed[0]?.error ?? null }
}

function place(categoryId: string, position: number): Promise<unknown> {
  return call(spaces.updateCategory, { params: { categoryId }, body: { position } })
}
