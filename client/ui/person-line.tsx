import clsx from 'clsx'
import { IconUserQuestion } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actor } from '#shared/contracts/people.ts'
import { Badge } from './badge.tsx'
import { Bidi } from './bidi.tsx'
import { Nameplate } from './nameplate.tsx'
import css from './person-line.module.css'

/**
 * A person: the name first, the agency's plate beside it. Where a seat has a title and no name, the
 * server sends the title as the name.
 * Props: `actor`; `isQuiet` for lists; `children` come after (a time, a role).
 */
export function PersonLine(props: { actor: Actor; isQuiet?: boolean; children?: ReactNode }) {
  const { t } = useTranslation()
  const { actor } = props
  return (
    <span className={css['line']}>
      <Bidi className={clsx(css['name'], props.isQuiet && css['quiet'])}>{actor.name}</Bidi>
      {actor.agency ? <Nameplate agency={actor.agency} /> : null}
      {actor.isUnconfirmed ? (
        <Badge tone="unsettled" icon={IconUserQuestion} title={t('unconfirmedWhy')}>
          {t('unconfirmed')}
        </Badge>
      ) : null}
      {props.children ? <span className={css['after']}>{props.children}</span> : null}
    </span>
  )
}
