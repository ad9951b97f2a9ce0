import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { seatChoices } from '#shared/rules/invitation.ts'
import { type SeatRole, type SpaceRole, spaceRoles } from '#shared/rules/roles.ts'
import { nameableForAll, type Recipient } from './candidates.ts'
import css from './invite.module.css'

export interface Options {
  role: SpaceRole
  /** Empty: the joiner chooses. */
  seatRole: SeatRole | ''
  restsOn: string
  message: string
}

/** What is written has its own direction; an empty field has the page's, for its hint. */
const dirOf = (text: string) => (text === '' ? undefined : 'auto')

export const blankOptions: Options = { role: 'takesPart', seatRole: '', restsOn: '', message: '' }

/** What all recipients have in common. Props: `isOffice` may name every seat. */
export function InviteOptions(props: {
  values: Options
  onChange: (changes: Partial<Options>) => void
  recipients: Recipient[]
  isOffice: boolean
}) {
  const { t } = useTranslation(['invitations', 'common'])
  const { values, onChange, recipients } = props
  const optional = (label: string) => t('form.optional', { label, optional: t('common:optional') })
  const seats = nameableForAll(recipients, props.isOffice)
  const isFree = recipients.every(({ agencyId }) => seatChoices(agencyId).length > 1)
  const { seatRole } = values
  return (
    <>
      <div className={css['pair']}>
        <NativeSelect
          label={t('form.role')}
          value={values.role}
          onChange={(event) => onChange({ role: event.currentTarget.value as SpaceRole })}
          data={spaceRoles
            .toReversed()
            .map((role) => ({ value: role as string, label: t(`form.roles.${role}`) }))}
        />
        <NativeSelect
          label={t('form.seat')}
          value={seatRole !== '' && seats.includes(seatRole) ? seatRole : ''}
          onChange={(event) => onChange({ seatRole: event.currentTarget.value as SeatRole | '' })}
          data={[
            { value: '', label: t(isFree ? 'form.seatFree' : 'form.seatObserver') },
            ...seats.map((role) => ({
              value: role as string,
              label: t(`common:seatRole.${role}`),
            })),
          ]}
        />
      </div>
      <TextInput
        label={optional(t('form.restsOn'))}
        placeholder={t('form.restsOnHint')}
        maxLength={200}
        dir={dirOf(values.restsOn)}
        value={values.restsOn}
        onChange={(event) => onChange({ restsOn: event.currentTarget.value })}
      />
      <Textarea
        label={optional(t('form.message'))}
        rows={2}
        maxLength={4000}
        dir={dirOf(values.message)}
        value={values.message}
        onChange={(event) => onChange({ message: event.currentTarget.value })}
      />
    </>
  )
}
