import clsx from 'clsx'
import type { CSSProperties } from 'react'
import css from './nameplate.module.css'

/** What a plate needs to know of an agency; `AgencyPlate` of the contract has it. */
export interface PlateAgency {
  plate: string
  name: string
  colour: { light: string; dark: string }
}

/**
 * An agency's plate: acronym, hairline, coloured edge. Identity is the acronym; colour only helps.
 * Props: `agency`; `look`: `outline` (default), `filled` = is writing now, `dashed` = invited, not
 * here yet; `size="wide"` for the column beside posts; `isNamed`: the agency's full name is written
 * beside it, so it is not repeated as a tooltip.
 */
export function Nameplate(props: {
  agency: PlateAgency
  look?: 'outline' | 'filled' | 'dashed'
  size?: 'small' | 'wide'
  isNamed?: boolean
}) {
  const { agency, look = 'outline', size = 'small' } = props
  return (
    <span
      className={clsx(
        css['plate'],
        look !== 'outline' && css[look],
        size === 'wide' && css['wide'],
      )}
      style={plateColours(agency.colour)}
      title={props.isNamed ? undefined : agency.name}
      translate="no"
    >
      {agency.plate}
    </span>
  )
}

/** The two colours as CSS variables; which one holds, the colour scheme decides. */
export function plateColours(colour: { light: string; dark: string }): CSSProperties {
  return { '--plate-light': colour.light, '--plate-dark': colour.dark } as CSSProperties
}
