import clsx from 'clsx'
import { hemicyclePlaces } from './hemicycle-geometry.ts'
import css from './hemicycle.module.css'

export interface HemicycleSeat {
  id: string
  isFilled: boolean
  isOwn: boolean
}

const height = 100
const seatWidth = 15
const seatHeight = 10

/**
 * The roll-call in large: Home and the invitation only. Seats in membership order, the chair's desk
 * in the middle (the agency in the chair is not among the seats). Props: `seats`; `label` says in
 * words what it shows, since the picture itself says nothing to who does not see it.
 */
export function Hemicycle(props: { seats: HemicycleSeat[]; label: string }) {
  const places = hemicyclePlaces(props.seats.length)
  return (
    <figure className={css['small']}>
      <figcaption className="visually-hidden">{props.label}</figcaption>
      <svg className={css['figure']} viewBox={`0 -2 ${height * 2} ${height + 14}`} aria-hidden>
        {props.seats.map((seat, index) => {
          const place = places[index]
          if (!place) return null
          const turned = `translate(${place.x * height * 2} ${place.y * height}) rotate(${place.turn})`
          return (
            <g key={seat.id} transform={turned}>
              {seat.isOwn ? <Seat className={css['own']} grow={3} /> : null}
              <Seat className={clsx(css['seat'], seat.isFilled && css['filled'])} grow={0} />
            </g>
          )
        })}
        <rect
          className={css['chair']}
          x={height - 16}
          y={height + 2}
          width={32}
          height={6}
          rx={1.5}
        />
      </svg>
    </figure>
  )
}

function Seat(props: { className: string | undefined; grow: number }) {
  const width = seatWidth + 2 * props.grow
  const depth = seatHeight + 2 * props.grow
  return (
    <rect
      className={props.className}
      x={-width / 2}
      y={-depth / 2}
      width={width}
      height={depth}
      rx={2.5 + props.grow / 2}
    />
  )
}
