import { Popover } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Bidi } from './bidi.tsx'
import { Nameplate } from './nameplate.tsx'
import type { RollCallAgency } from './roll-call-agency.ts'
import css from './roll-call.module.css'

/** The names behind a roll-call, opened. `children` is the button. */
export function RollCallPopover(props: {
  agencies: RollCallAgency[]
  yes: string | undefined
  notYet: string | undefined
  action: ReactNode
  children: ReactElement
}) {
  const { t } = useTranslation()
  const { agencies } = props
  return (
    <Popover position="bottom-start" defaultOpened trapFocus returnFocus>
      <Popover.Target>{props.children}</Popover.Target>
      <Popover.Dropdown p={16}>
        {/* Long lists scroll, and what scrolls must be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={css['list']} tabIndex={0}>
          <Names
            heading={props.yes ?? t('rollCall.yes')}
            agencies={agencies.filter((one) => one.isYes)}
          />
          <Names
            heading={props.notYet ?? t('rollCall.notYet')}
            agencies={agencies.filter((one) => !one.isYes)}
          />
          {props.action}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Names(props: { heading: string; agencies: RollCallAgency[] }) {
  const { t } = useTranslation()
  if (props.agencies.length === 0) return null
  return (
    <section>
      <h3 className={css['heading']}>
        {props.heading} · {props.agencies.length}
      </h3>
      <ul className={css['names']}>
        {props.agencies.map((agency) => (
          <li key={agency.id} className={css['name']}>
            <span>
              <Nameplate agency={agency} isNamed />
            </span>
            <span>
              <Bidi>{agency.name}</Bidi>
              {agency.isOwn ? ` (${t('rollCall.own')})` : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
