import {
  IconAlertTriangle,
  IconCheck,
  IconChevronRight,
  IconClock,
  IconMailOff,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { administration } from '#shared/contracts/administration.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Time } from '../../ui/time.tsx'
import css from './administration.module.css'

type Message = ResponseOf<typeof administration.outbox>['messages'][number]

const states: Record<Message['state'], { tone: Tone; icon: Icon }> = {
  waiting: { tone: 'neutral', icon: IconClock },
  sent: { tone: 'settled', icon: IconCheck },
  failed: { tone: 'stopped', icon: IconAlertTriangle },
  notSent: { tone: 'unsettled', icon: IconMailOff },
}

/** One message: to whom and whether it went, opened its text. */
export function OutboxMessage({ message }: { message: Message }) {
  const { t } = useTranslation('admin')
  const { tone, icon } = states[message.state]
  return (
    <li>
      <details className={css['message']}>
        <summary className={css['summary']}>
          <IconChevronRight className={css['chevron']} size={16} stroke={1.75} aria-hidden />
          <span className={css['subject']} dir="auto">
            {message.subject}
          </span>
          <Badge tone={tone} icon={icon}>
            {t(`state.${message.state}`)}
          </Badge>
          <span className={css['to']} dir="ltr">
            {message.to}
          </span>
          <span className={css['when']}>
            <Time at={message.sentAt ?? message.createdAt} as="line" />
          </span>
        </summary>
        {message.error === null ? null : (
          <p className={css['fault']} dir="auto">
            {message.error}
          </p>
        )}
        <p className={css['text']} dir="auto">
          {message.text}
        </p>
      </details>
    </li>
  )
}
