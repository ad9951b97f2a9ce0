import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attention } from '#shared/contracts/attention.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query-of.ts'
import { showToast } from '../../ui/toast.ts'
import type { Sent } from './candidates.ts'
import { type Invitation, whomOf } from './invitation-row.ts'

export type InvitationAct = 'resend' | 'showLink' | 'revoke' | 'accept' | 'decline'

/** Acts on one invitation. `onSent` gets what there is to pass on: a link, shown this once. */
export function useInvitationAct(invitation: Invitation, onSent: (sent: Sent) => void) {
  const { t } = useTranslation('invitations')
  const client = useQueryClient()
  const whom = whomOf(invitation)
  const params = { invitationId: invitation.id }
  const told = (sent: Sent | null) => {
    if (sent?.outcome === 'mailed') showToast(t('act.mailed', { whom }))
    else if (sent) onSent(sent)
  }
  const act: Record<InvitationAct, () => Promise<void>> = {
    resend: async () => told(await call(invitations.resend, { params, body: {} })),
    showLink: async () =>
      told(await call(invitations.resend, { params, body: { isToShow: true } })),
    revoke: async () => {
      await call(invitations.revoke, { params })
      const isProposal = invitation.state === 'proposed'
      showToast(isProposal ? t('act.takenBack') : t('act.revoked', { whom }))
    },
    accept: async () => {
      const { sent } = await call(invitations.decide, { params, body: { accept: true } })
      told(sent)
    },
    decline: async () => {
      await call(invitations.decide, { params, body: { accept: false } })
      showToast(t('act.proposalDeclined'))
    },
  }
  return useMutation({
    mutationFn: (which: InvitationAct) => act[which](),
    // Where somebody was faster, how it stands now is shown either way.
    onSettled: () => {
      for (const endpoint of [invitations.list, invitations.candidates, attention.home])
        void client.invalidateQueries({ queryKey: keyOf(endpoint) })
    },
  })
}
