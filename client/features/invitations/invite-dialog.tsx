import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invitations } from '#shared/contracts/invitations.ts'
import { queryOf } from '../../api/query-of.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import type { Sent } from './candidates.ts'
import { InviteForm } from './invite-form.tsx'
import { SentDialog } from './sent-dialog.tsx'

/** Invites to a space, then shows what came of it. Mount it anew (by `key`) for each time. */
export function InviteDialog(props: {
  space: { id: string; name: string }
  isOpen: boolean
  onClose: () => void
}) {
  const { t } = useTranslation(['invitations', 'common'])
  const { space, isOpen, onClose } = props
  const [sent, setSent] = useState<Sent[] | null>(null)
  const candidates = useQuery({
    ...queryOf(invitations.candidates, { params: { spaceId: space.id } }),
    enabled: isOpen && sent === null,
  })
  if (sent) return <SentDialog sent={isOpen ? sent : null} onClose={onClose} />
  if (candidates.data) {
    return (
      <InviteForm
        space={space}
        candidates={candidates.data}
        isOpen={isOpen}
        onClose={onClose}
        onSent={setSent}
      />
    )
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('invitations:form.title', { space: space.name })}
      footer={<Button onClick={onClose}>{t('common:cancel')}</Button>}
    >
      <Loaded query={candidates}>{() => null}</Loaded>
    </Dialog>
  )
}
