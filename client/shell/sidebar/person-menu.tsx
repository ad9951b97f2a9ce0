import { lazy, type ButtonHTMLAttributes, type ReactElement } from 'react'
import { OnDemand } from '../../ui/on-demand.tsx'

const load = () => import('./person-dropdown.tsx')
const PersonDropdown = lazy(async () => ({ default: (await load()).PersonDropdown }))

/** The menu of what concerns oneself. Props: `button` opens it. */
export function PersonMenu(props: {
  button: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>
  openShortcuts: () => void
}) {
  return (
    <OnDemand trigger={props.button} load={load}>
      <PersonDropdown openShortcuts={props.openShortcuts}>{props.button}</PersonDropdown>
    </OnDemand>
  )
}
