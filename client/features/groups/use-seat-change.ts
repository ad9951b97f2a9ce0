import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { groups } from '#shared/contracts/groups.ts'
import { identity } from '#shared/contracts/identity.ts'
import { failureCode } from '../../api/api-error.ts'
import { keyOf } from '../../api/query-of.ts'
import { showToast } from '../../ui/toast.ts'

/** Changes a seat or who sits on it, then reads both again: one's own seats may be among them.
 * `done` is said in passing; without `onClose` so is a refusal. */
export function useSeatChange(change: () => Promise<unknown>, done: string, onClose?: () => void) {
  const { t } = useTranslation('errors')
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      showToast(done)
      onClose?.()
    },
    onError: (error) => {
      if (!onClose) showToast(t(`code.${failureCode(error)}`))
    },
    onSettled: () =>
      Promise.all(
        [groups.members, identity.session].map((endpoint) =>
          client.invalidateQueries({ queryKey: keyOf(endpoint) }),
        ),
      ),
  })
}
