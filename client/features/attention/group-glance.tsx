import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { isBuilt } from '../../screens.ts'
import { Hemicycle } from '../../ui/hemicycle.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { CalendarDate } from '../../ui/time.tsx'
import type { Home } from './group-home.tsx'
import css from './group-glance.module.css'

/** The table: who sits at it, who holds the chair and until when, who comes next. */
export function GroupGlance({ group, home }: { group: GroupSummary; home: Home }) {
  const { t } = useTranslation('home')
  const { chair, nextChair } = home
  const atTable = home.agencies.filter((agency) => !agency.isChair)
  const count = home.agencies.length
  const own = home.agencies.find((agency) => agency.isOwn)
  return (
    <section className={css['glance']}>
      <h2 className={css['title']} dir="auto">
        {group.name}
      </h2>
      <Hemicycle
        seats={atTable.map(({ id, isOwn }) => ({ id, isFilled: true, isOwn }))}
        label={t('glance.title')}
      />
      <p className={css['words']}>
        {t('glance.members', { count })}{' '}
        {own && !own.isChair ? t('glance.own', { agency: own.plate }) : null}
        {own?.isChair ? t('glance.ownIsChair') : null}
      </p>
      <dl className={css['facts']}>
        <dt>{t('glance.chair')}</dt>
        <dd>
          {chair?.agency ? <Nameplate agency={chair.agency} /> : t('glance.vacant')}
          {chair ? (
            <span className={css['when']}>
              {t('glance.until')} <CalendarDate date={chair.until} />
            </span>
          ) : null}
        </dd>
        <dt>{t('glance.nextChair')}</dt>
        <dd>
          {nextChair?.agency ? <Nameplate agency={nextChair.agency} /> : t('glance.notDecided')}
          {nextChair ? (
            <span className={css['when']}>
              {t('glance.from')} <CalendarDate date={nextChair.from} />
            </span>
          ) : null}
        </dd>
      </dl>
      {isBuilt('members') ? (
        <p>
          <Link className="link" to="/members">
            {t('glance.allMembers')}
          </Link>
        </p>
      ) : null}
    </section>
  )
}
