import { useTranslation } from 'react-i18next'
import { RestsOn } from '../../ui/rests-on.tsx'
import { CalendarDate } from '../../ui/time.tsx'
import type { Members } from './members-page.tsx'
import css from './members.module.css'

type Membership = Members['agencies'][number]['membership']

const words = [
  'active',
  'observer',
  'suspended',
  'withdrawn',
  'ended',
  'declined',
  'deferred',
] as const

/** How an agency stands in the group: since when, and on what that rests. */
export function Admission({ membership }: { membership: Membership }) {
  const { t } = useTranslation('members')
  if (!membership) return <span className={css['quiet']}>{t('notMember')}</span>
  const { isFounding, status, effectiveFrom, restsOn } = membership
  const known = words.find((word) => word === status)
  return (
    <div className={css['name']}>
      <span className={css['line']}>
        <span>
          {isFounding && known === 'active'
            ? t('foundingMember')
            : known
              ? t(`status.${known}`)
              : status}
        </span>
        {effectiveFrom ? (
          <span className={css['quiet']}>
            {t('since')} <CalendarDate date={effectiveFrom} />
          </span>
        ) : null}
      </span>
      {restsOn ? (
        <span className={css['quiet']}>
          {t('restsOn')} <RestsOn restsOn={restsOn} />
        </span>
      ) : null}
    </div>
  )
}
