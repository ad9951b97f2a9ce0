import { useTranslation } from 'react-i18next'
import { hemicyclePlaces, hemicycleRows } from './hemicycle-geometry.ts'
import css from './hemicycle.module.css'
import { Nameplate, type PlateAgency } from './nameplate.tsx'

export interface PlateSeat extends PlateAgency {
  id: string
  isHere: boolean
  isOwn: boolean
}

/**
 * The hemicycle with its nameplates, for the invitation on a desk. Dashed: invited, not here yet.
 * Props: `seats` in membership order, without the chair; `chair` or null where it is vacant.
 */
export function HemicyclePlates(props: {
  seats: PlateSeat[]
  chair: PlateAgency | null
  label: string
}) {
  const { t } = useTranslation()
  const places = hemicyclePlaces(props.seats.length)
  return (
    <figure className={css['large']}>
      <figcaption className="visually-hidden">{props.label}</figcaption>
      <div className={css['room']} aria-hidden>
        <svg className={css['arcs']} viewBox="0 0 200 116" preserveAspectRatio="none" aria-hidden>
          {hemicycleRows(props.seats.length).map((radius) => (
            <path key={radius} className={css['arc']} d={arc(radius * 100)} />
          ))}
        </svg>
        {props.seats.map((seat, index) => {
          const place = places[index]
          if (!place) return null
          const style = {
            insetInlineStart: `${place.x * 100}%`,
            insetBlockStart: `${place.y * 86.2}%`,
          }
          return (
            <div key={seat.id} className={css['place']} style={style}>
              <div className={seat.isOwn ? css['mine'] : undefined}>
                {seat.isOwn ? (
                  <div className={css['caption']}>{t('hemicycle.yourSeat')}</div>
                ) : null}
                <Nameplate
                  agency={seat}
                  size="wide"
                  look={seat.isHere || seat.isOwn ? 'outline' : 'dashed'}
                />
              </div>
            </div>
          )
        })}
        {props.chair ? (
          <div className={css['chairPlace']}>
            <Nameplate agency={props.chair} size="wide" />
            <span className={css['chairWord']}>{t('hemicycle.chair')}</span>
          </div>
        ) : null}
      </div>
    </figure>
  )
}

function arc(radius: number): string {
  return `M ${100 - radius} 108 L ${100 - radius} 100 A ${radius} ${radius} 0 0 1 ${100 + radius} 100 L ${100 + radius} 108`
}
