import { IconUserExclamation } from '@tabler/icons-react'
import { Children, isValidElement, type ReactNode } from 'react'
import css from './state-bar.module.css'

/**
 * Under the top bar of a draft: state, deadline, roll-call, your turn and its act.
 * Props: `children`, one a part (a Badge first); `turn` words when something is asked of the reader,
 * with `act`, the button that does it; `end` what holds here ("Rev.1 is fixed").
 */
export function StateBar(props: {
  children: ReactNode
  turn?: string
  act?: ReactNode
  end?: ReactNode
}) {
  return (
    <div className={css['bar']}>
      {Children.toArray(props.children).map((part) => (
        <div key={isValidElement(part) ? part.key : JSON.stringify(part)} className={css['part']}>
          {part}
        </div>
      ))}
      {props.turn ? (
        <div className={css['part']}>
          <span className={css['turn']}>
            <IconUserExclamation size={18} stroke={1.75} aria-hidden />
            {props.turn}
          </span>
        </div>
      ) : null}
      {props.act}
      {props.end ? <div className={css['end']}>{props.end}</div> : null}
    </div>
  )
}
