import { IconKey, IconUserQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import type { Members } from './members-page.tsx'
import css from './members.module.css'

/** Who fills a seat; its address for who may know it. */
export function SeatHolder({ seat }: { seat: Members['seats'][number] }) {
  const { t } = useTranslation(['members', 'common'])
  const { person, title } = seat
  return (
    <div className={css['name']}>
      <span className={css['line']}>
        {person ? (
          <Bidi className={css['strong']}>{person.name}</Bidi>
        ) : (
          <span className={css['quiet']}>{t('nobody')}</span>
        )}
        {person?.isUnconfirmed ? (
          <Badge tone="unsettled" icon={IconUserQuestion} title={t('common:unconfirmedWhy')}>
            {t('common:unconfirmed')}
          </Badge>
        ) : null}
        {seat.isSeatKeeper ? (
          <Badge icon={IconKey} title={t('keeperWhy')}>
            {t('keeper')}
          </Badge>
        ) : null}
      </span>
      {title && title !== person?.name ? (
        <span className={css['quiet']} dir="auto">
          {title}
        </span>
      ) : null}
      {person?.email ? (
        <a className={css['email']} href={`mailto:${person.email}`} dir="ltr">
          {person.email}
        </a>
      ) : null}
    </div>
  )
}
