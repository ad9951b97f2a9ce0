import { IconGavel } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import type { Members } from './members-page.tsx'
import css from './members.module.css'

/** The full name, whom a constituency stands for, and the agency's place in the chair. */
export function AgencyName({ agency }: { agency: Members['agencies'][number] }) {
  const { t } = useTranslation('members')
  const { constituents, representedBy, chair } = agency
  return (
    <div className={css['name']}>
      <span className={css['line']}>
        <Bidi className={css['strong']}>{agency.name}</Bidi>
        {chair ? (
          <Badge tone={chair === 'current' ? 'settled' : 'neutral'} icon={IconGavel}>
            {t(`chair.${chair}`)}
          </Badge>
        ) : null}
      </span>
      {constituents.length > 0 ? (
        <span className={css['quiet']}>
          {t('constituents')} <Bidi>{constituents.join(', ')}</Bidi>
        </span>
      ) : null}
      {representedBy ? (
        <span className={css['quiet']}>
          {t('representedBy')} <Bidi>{representedBy}</Bidi>
        </span>
      ) : null}
    </div>
  )
}
