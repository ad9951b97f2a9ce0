import { useMutation, useQueryClient } from '@tanstack/react-query'
import { drafts } from '#shared/contracts/drafts.ts'

/** A change of a draft; what is shown of it is read again before `onDone`. */
export function useDraftChange<Input, Answer>(
  change: (input: Input) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      const stale = [drafts.show, drafts.list, drafts.versions]
      await Promise.all(
        stale.map(({ name }) => queryClient.invalidateQueries({ queryKey: [name] })),
      )
      onDone(answer)
    },
  })
}
