import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SeatRole } from '#shared/rules/roles.ts'
import css from './invitation.module.css'

/** Which seat of the agency one takes, where the invitation names none. Nobody who sits there is
 * displaced. */
export function SeatChoice(props: {
  choices: SeatRole[]
  value: SeatRole
  onChange: (role: SeatRole) => void
}) {
  const { t } = useTranslation(['invitations', 'common'])
  return (
    <Radio.Group
      label={t('invitations:join.seat')}
      value={props.value}
      onChange={(role) => props.onChange(role as SeatRole)}
    >
      <div className={css['seats']}>
        {props.choices.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`common:seatRole.${role}`)}
            description={
              role === 'focalPoint' || role === 'alternate'
                ? t(`invitations:join.seatWhy.${role}`)
                : undefined
            }
          />
        ))}
      </div>
    </Radio.Group>
  )
}
