import { IconDotsVertical, IconUser } from '@tabler/icons-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { Nameplate } from '../../ui/nameplate.tsx'
import { usePlace } from '../place.tsx'
import { usePerson } from '../session.tsx'
import css from './sidebar.module.css'

/** The person at the foot of the sidebar: plate, name, and for whom they act. */
export function PersonButton(
  props: {
    isNarrow?: boolean
    ref?: Ref<HTMLButtonElement>
  } & ButtonHTMLAttributes<HTMLButtonElement>,
) {
  const { isNarrow, ...button } = props
  const { t } = useTranslation('shell')
  const person = usePerson()
  const { group } = usePlace()
  const seat = group?.seats[0]
  return (
    <button type="button" {...button} className={css['person']}>
      <span className="visually-hidden">{t('personMenu', { name: person.name })}</span>
      {seat?.agency ? (
        <span aria-hidden>
          <Nameplate agency={seat.agency} />
        </span>
      ) : (
        <IconUser size={18} stroke={1.75} aria-hidden />
      )}
      {isNarrow ? null : (
        <>
          <span className={css['who']} aria-hidden>
            <span className={css['name']} dir="auto">
              {person.name}
            </span>
            <Role seat={seat} />
          </span>
          <IconDotsVertical size={18} stroke={1.75} aria-hidden />
        </>
      )}
    </button>
  )
}

function Role(props: { seat: GroupSummary['seats'][number] | undefined }) {
  const { t } = useTranslation(['shell', 'common'])
  const { seat } = props
  if (!seat) return <span className={css['role']}>{t('shell:noSeat')}</span>
  return (
    <span className={css['role']} dir="auto">
      {seat.title || t(`common:seatRole.${seat.role}`)}
    </span>
  )
}
