import { Checkbox, TextInput } from '@mantine/core'
import clsx from 'clsx'
import {
  IconCheck,
  IconClockOff,
  IconHourglass,
  IconMail,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Nameplate } from '../../ui/nameplate.tsx'
import { Time } from '../../ui/time.tsx'
import type { Candidate } from './candidates.ts'
import css from './invite.module.css'
import type { Recipients } from './use-recipients.ts'

const icons: Record<Candidate['standing'], Icon | null> = {
  here: IconCheck,
  invited: IconMail,
  expired: IconClockOff,
  declined: IconX,
  pending: IconHourglass,
  none: null,
}

/** Those of which the date says something: when the invitation was made. */
const dated = new Set<Candidate['standing']>(['invited', 'expired', 'declined'])

/** An agency to tick, with how it stands here; ticked, it takes an address to send to. */
export function CandidateRow(props: {
  agency: Candidate
  chosen: Recipients
  problem: string | undefined
}) {
  const { t } = useTranslation('invitations')
  const { agency, chosen } = props
  const email = chosen.agencies[agency.id]
  const isChosen = email !== undefined
  const isHere = agency.standing === 'here'
  return (
    <li className={clsx(css['row'], isChosen && css['chosen'])}>
      <label className={css['candidate']}>
        <Checkbox
          checked={isChosen || isHere}
          disabled={isHere}
          onChange={() => chosen.toggleAgency(agency.id)}
        />
        <span className={css['plate']}>
          <Nameplate agency={agency} isNamed />
        </span>
        <span className={css['name']} dir="auto">
          {agency.name}
        </span>
        <Standing agency={agency} />
      </label>
      {isChosen ? (
        <TextInput
          className={css['email'] ?? ''}
          type="email"
          autoComplete="off"
          dir={email === '' ? undefined : 'ltr'}
          aria-label={t('form.agencyEmail', { agency: agency.name })}
          placeholder={t('form.agencyEmailHint')}
          value={email}
          error={props.problem}
          onChange={(event) => chosen.setAgencyEmail(agency.id, event.currentTarget.value)}
        />
      ) : null}
    </li>
  )
}

function Standing({ agency }: { agency: Candidate }) {
  const { t } = useTranslation('invitations')
  const { standing, at } = agency
  const Icon = icons[standing]
  return (
    <span className={clsx(css['standing'], standing === 'expired' && css['due'])}>
      {Icon ? <Icon size={16} stroke={1.75} aria-hidden /> : null}
      <span>
        {t(`standing.${standing}`)}
        {at === null || !dated.has(standing) ? null : (
          <>
            {' · '}
            {standing === 'invited' ? null : `${t('standing.asked')} `}
            <Time at={at} as="day" />
          </>
        )}
      </span>
    </span>
  )
}
