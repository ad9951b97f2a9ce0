import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attention } from '#shared/contracts/attention.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query-of.ts'
import { FormError } from '../../ui/form-error.tsx'
import { isolated } from '../../ui/isolated.ts'
import { PersonLine } from '../../ui/person-line.tsx'
import { Time } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.ts'
import type { Home } from './group-home.tsx'
import type { SentLink } from './sent-link-dialog.tsx'
import css from './waiting.module.css'

type Proposal = Home['proposals'][number]

/** Somebody proposes to invite: the chair's office sends the invitation or declines, at one click.
 * Props: `onLink` where no mail is configured and the link is to be passed on by hand. */
export function WaitingProposal(props: {
  groupId: string
  proposal: Proposal
  onLink: (sent: SentLink) => void
}) {
  const { t } = useTranslation('home')
  const client = useQueryClient()
  const { proposal } = props
  const whom = proposal.agency?.name ?? proposal.email ?? ''
  const decide = useMutation({
    mutationFn: (accept: boolean) =>
      call(invitations.decide, {
        params: { invitationId: proposal.invitationId },
        body: { accept },
      }),
    onSuccess: ({ sent }, accept) => {
      if (sent?.link) props.onLink({ whom, link: sent.link, mail: sent.mail, email: sent.email })
      else if (sent?.outcome === 'alreadyHere') showToast(t('proposal.alreadyHere', { whom }))
      else showToast(t(accept ? 'proposal.accepted' : 'proposal.declined', { whom }))
    },
    // Refused because somebody was faster: how it stands now is shown either way.
    onSettled: () =>
      Promise.all(
        [attention.home, attention.notifications, invitations.list].map((endpoint) =>
          client.invalidateQueries({ queryKey: keyOf(endpoint) }),
        ),
      ),
  })
  const isAnswering = (accept: boolean) => decide.isPending && decide.variables === accept
  return (
    <li className={css['row']}>
      <IconUserPlus className={css['icon']} size={18} stroke={1.75} aria-hidden />
      <div className={css['body']}>
        <span className={css['title']}>
          {t('proposal.title', { whom: isolated(whom), space: isolated(proposal.spaceName) })}
        </span>
        <div className={css['facts']}>
          {proposal.proposedBy ? (
            <PersonLine actor={proposal.proposedBy} isQuiet>
              {t('proposal.proposes')}
            </PersonLine>
          ) : null}
          {proposal.agency && proposal.email ? <span dir="ltr">{proposal.email}</span> : null}
        </div>
      </div>
      <div className={css['acts']}>
        <span className={css['time']}>
          <Time at={proposal.at} />
        </span>
        <Button
          variant="subtle"
          loading={isAnswering(false)}
          disabled={decide.isPending}
          onClick={() => decide.mutate(false)}
          aria-label={t('proposal.declineOf', { whom })}
        >
          {t('proposal.decline')}
        </Button>
        <Button
          loading={isAnswering(true)}
          disabled={decide.isPending}
          onClick={() => decide.mutate(true)}
          aria-label={t('proposal.acceptOf', { whom })}
        >
          {t('proposal.accept')}
        </Button>
      </div>
      {decide.error ? (
        <div className={css['wide']}>
          <FormError error={decide.error} />
        </div>
      ) : null}
    </li>
  )
}
