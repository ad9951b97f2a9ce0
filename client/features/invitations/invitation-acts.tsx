import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBan, IconDotsVertical, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Sent } from './candidates.ts'
import { type Invitation, whomOf } from './invitation-row.ts'
import { type InvitationAct, useInvitationAct } from './use-invitation-acts.ts'

/** What this reader may do with an invitation, by its `may`. */
export function InvitationActs(props: { invitation: Invitation; onSent: (sent: Sent) => void }) {
  const { t } = useTranslation('invitations')
  const { invitation } = props
  const { may, state } = invitation
  const whom = whomOf(invitation)
  const act = useInvitationAct(invitation, props.onSent)
  const [isAsking, asking] = useDisclosure(false)
  const isProposal = state === 'proposed'
  const button = (which: InvitationAct, words: string, label: string, isFilled = false) => (
    <Button
      variant={isFilled ? 'default' : 'subtle'}
      loading={act.isPending && act.variables === which}
      disabled={act.isPending}
      aria-label={label}
      onClick={() => act.mutate(which)}
    >
      {words}
    </Button>
  )
  return (
    <>
      {isAsking ? null : <FormError error={act.error} />}
      {may.decide ? button('decline', t('act.decline'), t('act.declineOf', { whom })) : null}
      {may.decide ? button('accept', t('act.accept'), t('act.acceptOf', { whom }), true) : null}
      {may.resend
        ? state === 'created'
          ? button('resend', t('act.send'), t('act.sendTo', { whom }), true)
          : button('resend', t('act.sendAgain'), t('act.sendAgainTo', { whom }), true)
        : null}
      {may.showLink || may.revoke ? (
        // Out of its row, since the rows below lie over it; but inside the landmark.
        <Menu portalProps={{ target: '#content' }}>
          <Menu.Target>
            <IconButton icon={IconDotsVertical} label={t('act.moreOf', { whom })} />
          </Menu.Target>
          <Menu.Dropdown>
            {may.showLink ? (
              <Menu.Item
                leftSection={<IconLink size={16} stroke={1.75} aria-hidden />}
                onClick={() => act.mutate('showLink')}
              >
                {t('act.showLink')}
              </Menu.Item>
            ) : null}
            {may.revoke ? (
              <Menu.Item
                color="stop"
                leftSection={<IconBan size={16} stroke={1.75} aria-hidden />}
                onClick={asking.open}
              >
                {t(isProposal ? 'act.takeBack' : 'act.revoke')}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={asking.close}
        onConfirm={() => act.mutate('revoke', { onSuccess: asking.close })}
        title={t(isProposal ? 'act.takeBackTitle' : 'act.revokeTitle', { whom })}
        confirm={t(isProposal ? 'act.takeBackConfirm' : 'act.revokeConfirm')}
        isStop
        isPending={act.isPending}
        error={act.error}
      >
        <p>{t(isProposal ? 'act.takeBackText' : 'act.revokeText')}</p>
      </ConfirmDialog>
    </>
  )
}
