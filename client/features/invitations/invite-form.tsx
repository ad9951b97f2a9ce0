import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attention } from '#shared/contracts/attention.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query-of.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { fieldErrors, FormError } from '../../ui/form-error.tsx'
import { AddressField } from './address-field.tsx'
import { AgencyPicker } from './agency-picker.tsx'
import { type Candidates, countKinds, nameableForAll, type Sent } from './candidates.ts'
import { blankOptions, InviteOptions } from './invite-options.tsx'
import { ListedPersons } from './listed-persons.tsx'
import { useRecipients } from './use-recipients.ts'
import { useSendLabel } from './use-send-label.ts'

/** Whom, as what, on what ground, with which words. */
export function InviteForm(props: {
  space: { id: string; name: string }
  candidates: Candidates
  isOpen: boolean
  onClose: () => void
  onSent: (sent: Sent[]) => void
}) {
  const { t } = useTranslation(['invitations', 'common'])
  const client = useQueryClient()
  const { space, candidates } = props
  const chosen = useRecipients()
  const { recipients } = chosen
  const [find, setFind] = useState('')
  const [options, setOptions] = useState(blankOptions)
  const sendLabel = useSendLabel(countKinds(recipients, candidates), candidates.maySend)
  const send = useMutation({
    mutationFn: () => {
      const { seatRole } = options
      const seats: string[] = nameableForAll(recipients, candidates.maySend)
      const named = seatRole !== '' && seats.includes(seatRole) ? seatRole : null
      const body = { ...options, seatRole: named, recipients }
      return call(invitations.send, { params: { spaceId: space.id }, body })
    },
    onSuccess: (answer) => props.onSent(answer.invitations),
    onSettled: () => {
      for (const endpoint of [invitations.list, invitations.candidates, attention.home])
        void client.invalidateQueries({ queryKey: keyOf(endpoint) })
    },
  })
  const problems = fieldErrors(send.error)
  const emailProblems = Object.fromEntries(
    recipients.flatMap(({ agencyId, isForAgency }, index) => {
      const problem = problems[`recipients.${index}.email`]
      return isForAgency && agencyId && problem ? [[agencyId, problem]] : []
    }),
  )
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t(candidates.maySend ? 'form.title' : 'form.titlePropose', { space: space.name })}
      support={t(candidates.maySend ? 'form.support' : 'form.supportPropose')}
      note={t('form.rules')}
      onSubmit={(event) => {
        event.preventDefault()
        if (recipients.length > 0) send.mutate()
      }}
      footer={
        <>
          <Button variant="subtle" onClick={props.onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            type="submit"
            variant="filled"
            loading={send.isPending}
            disabled={recipients.length === 0}
          >
            {sendLabel}
          </Button>
        </>
      }
    >
      <AddressField
        spaceId={space.id}
        agencies={candidates.agencies}
        chosen={chosen}
        value={find}
        onChange={setFind}
      />
      <ListedPersons agencies={candidates.agencies} chosen={chosen} />
      <AgencyPicker
        agencies={candidates.agencies}
        chosen={chosen}
        find={find}
        emailProblems={emailProblems}
      />
      <InviteOptions
        values={options}
        onChange={(changes) => setOptions({ ...options, ...changes })}
        recipients={recipients}
        isOffice={candidates.maySend}
      />
      <FormError error={send.error} />
    </Dialog>
  )
}
