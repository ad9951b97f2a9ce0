import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { nameableSeats, seatChoices } from '#shared/rules/invitation.ts'
import { type SeatRole, type SpaceRole, spaceRoles } from '#shared/rules/roles.ts'
import type { Recipient } from './candidates.ts'
import css from './invite.module.css'

export interface Options {
  role: SpaceRole
  /** Empty: the joiner chooses. */
  seatRole: SeatRole | ''
  restsOn: string
  message: string
}

export const blankOptions: Options = { role: 'takesPart', seatRole: '', restsOn: '', message: '' }

/** What all recipients have in common. Props: `isOffice` may name every seat. */
export function InviteOptions(props: {
  form: UseFormReturnType<Options & { find: string }>
  recipients: Recipient[]
  isOffice: boolean
}) {
  const { t } = useTranslation(['invitations', 'common'])
  const { form, recipients } = props
  const optional = (label: string) =>
    t('form.optional', { label, optional: t('common:optional') })
  // A seat is named for all of them, so only one that each may have.
  const [first = [], ...rest] = (
    recipients.length > 0 ? recipients : [{ agencyId: 'any' as string | null }]
  ).map(({ agencyId }) => nameableSeats(agencyId, props.isOffice))
  const seats = first.filter((role) => rest.every((other) => other.includes(role)))
  const isFree = recipients.every(({ agencyId }) => seatChoices(agencyId).length > 1)
  const { seatRole } = form.values
  return (
    <>
      <div className={css['pair']}>
        <NativeSelect
          label={t('form.role')}
          data={[...spaceRoles]
            .reverse()
            .map((role) => ({ value: role, label: t(`form.roles.${role}`) }))}
          {...form.getInputProps('role')}
        />
        <NativeSelect
          label={t('form.seat')}
          {...form.getInputProps('seatRole')}
          value={seatRole !== '' && seats.includes(seatRole) ? seatRole : ''}
          data={[
            { value: '', label: t(isFree ? 'form.seatFree' : 'form.seatObserver') },
            ...seats.map((role) => ({ value: role, label: t(`common:seatRole.${role}`) })),
          ]}
        />
      </div>
      <TextInput
        label={optional(t('form.restsOn'))}
        placeholder={t('form.restsOnHint')}
        maxLength={200}
        dir="auto"
        {...form.getInputProps('restsOn')}
      />
      <Textarea
        label={optional(t('form.message'))}
        rows={2}
        maxLength={4000}
        dir="auto"
        {...form.getInputProps('message')}
      />
    </>
  )
}
