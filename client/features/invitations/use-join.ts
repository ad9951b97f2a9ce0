import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { CallInput } from '#shared/contracts/contract.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query-of.ts'
import { i18n } from '../../i18n/i18n.ts'
import { sessionQuery, useSession } from '../../shell/session.tsx'
import { showToast } from '../../ui/toast.ts'

/** A person who exists signs in as always, and then finds the invitation again (H10). */
export const signInAndBack = '/sign-in?next=/invitation'

type Joining = NonNullable<CallInput<typeof invitations.join>['body']>

/** Joins, goes straight into the space, and offers a password there: the link is of no more use. */
export function useJoin() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { installation } = useSession()
  return useMutation({
    mutationFn: (body: Joining) => call(invitations.join, { body }),
    onError: (error) => {
      // Used, revoked or expired while the page stood open: the page itself says so then.
      if (!failureCode(error).startsWith('link_')) return
      void client.invalidateQueries({ queryKey: keyOf(invitations.opened) })
    },
    onSuccess: async (joined) => {
      // Another person may have been signed in here: nothing of theirs stays in memory.
      client.removeQueries({ type: 'inactive' })
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      await navigate(`/spaces/${joined.spaceId}`, { replace: true })
      if (!joined.offerPassword) return
      const words = installation.isMailConfigured ? 'welcome' : 'welcomeNoMail'
      showToast(i18n.t(`invitations:join.${words}`), {
        action: {
          label: i18n.t('invitations:join.setPassword'),
          run: () => void navigate('/account'),
        },
      })
    },
  })
}
