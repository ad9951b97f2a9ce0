import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#shared/contracts/contract.ts'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { sessionQuery } from '../../shell/session.tsx'
import { showToast } from '../../ui/toast.ts'

type Change = NonNullable<CallInput<typeof identity.updateAccount>['body']>

/** Changes what one says of oneself; the whole client follows at once, language included. */
export function useUpdateAccount() {
  const { t } = useTranslation('account')
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Change) => call(identity.updateAccount, { body }),
    onSuccess: (own) => {
      client.setQueryData(
        sessionQuery.queryKey,
        (session) => session && { ...session, person: own },
      )
      showToast(t('saved'))
    },
  })
}
