import { useTranslation } from 'react-i18next'
import { RestsOn } from '../../ui/rests-on.tsx'
import { CalendarDate } from '../../ui/time.tsx'
import type { Members } from './members-page.tsx'
import css from './members.module.css'

type Membership = NonNullable<Members['agencies'][number]['membership']>

const statuses = [
  'active',
  'observer',
  'suspended',
  'withdrawn',
  'ended',
  'declined',
  'deferred',
] as const

/** How an agency stands in the group, since when, and on what that rests; who founded it needs no
 * decision. */
export function Admission({ membership }: { membership: Membership | null }) {
  const { t } = useTranslation('members')
  if (!membership) return <span className={css['quiet']}>{t('notMember')}</span>
  const { isFounding, effectiveFrom, restsOn } = membership
  return (
    <div className={css['name']}>
      <span className={css['since']}>
        <StandingWords membership={membership} />
        {effectiveFrom ? (
          <span className={css['quiet']}>
            {' '}
            {t('since')} <CalendarDate date={effectiveFrom} month="short" />
          </span>
        ) : null}
      </span>
      {restsOn && !isFounding ? (
        <span className={css['quiet']}>
          {t('restsOn')} <RestsOn restsOn={restsOn} />
        </span>
      ) : null}
    </div>
  )
}

/** A status that we do not know is shown as it was imported. */
function StandingWords({ membership }: { membership: Membership }) {
  const { t } = useTranslation('members')
  const { status, isFounding } = membership
  if (isFounding && status === 'active') return <>{t('foundingMember')}</>
  const known = statuses.find((one) => one === status)
  return known ? <>{t(`status.${known}`)}</> : <bdi>{status}</bdi>
}
