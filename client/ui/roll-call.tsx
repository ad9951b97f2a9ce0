import clsx from 'clsx'
import { lazy, type ReactNode } from 'react'
import { OnDemand } from './on-demand.tsx'
import type { RollCallAgency } from './roll-call-agency.ts'
import css from './roll-call.module.css'

const loadPopover = () => import('./roll-call-popover.tsx')
const RollCallPopover = lazy(async () => ({ default: (await loadPopover()).RollCallPopover }))

/**
 * "4 of 14" in words and in one mark an agency, in membership order; opens the names. Only for
 * answers that are owed or seats that are taken, never for "seen by".
 * Props: `agencies` in membership order; `words` ("4 of 14 have joined"); `yes` and `notYet` head the
 * two lists of names; `action` stands under them (Remind, for who may).
 */
export function RollCall(props: {
  agencies: RollCallAgency[]
  words: ReactNode
  yes?: string
  notYet?: string
  action?: ReactNode
}) {
  const button = (
    <button type="button" className={css['button']}>
      <Marks agencies={props.agencies} />
      <span className={css['words']}>{props.words}</span>
    </button>
  )
  return (
    <OnDemand trigger={button} load={loadPopover}>
      <RollCallPopover
        agencies={props.agencies}
        yes={props.yes}
        notYet={props.notYet}
        action={props.action}
      >
        {button}
      </RollCallPopover>
    </OnDemand>
  )
}

/** The row of marks alone; the words beside it say the same. */
export function Marks(props: { agencies: Pick<RollCallAgency, 'id' | 'isYes' | 'isOwn'>[] }) {
  return (
    <span className={css['marks']} aria-hidden>
      {props.agencies.map((agency) => (
        <span
          key={agency.id}
          className={clsx(css['mark'], agency.isYes && css['yes'], agency.isOwn && css['own'])}
        />
      ))}
    </span>
  )
}
