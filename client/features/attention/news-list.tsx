import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AgencyPlate } from '#shared/contracts/people.ts'
import { Nameplate } from '../../ui/nameplate.tsx'
import { RuledList, RuledRow, Section } from '../../ui/ruled-list.tsx'
import { Time } from '../../ui/time.tsx'
import css from './home.module.css'
import type { Home } from './group-home.tsx'

type News = Home['news'][number]

const mostPlates = 3

/** Topics with posts that I have not read, by space; the space with the latest post first. */
export function NewsList({ home }: { home: Home }) {
  const { t } = useTranslation('home')
  const bySpace = Map.groupBy(home.news, (topic) => topic.spaceId)
  const plates = new Map(home.agencies.map((agency) => [agency.plate, agency]))
  return (
    <Section
      title={t('news.title')}
      end={
        home.lastVisitAt === null ? null : (
          <span className={css['since']}>
            {t('news.lastVisit')} <Time at={home.lastVisitAt} as="line" />
          </span>
        )
      }
    >
      {home.news.length === 0 ? <p className={css['quiet']}>{t('news.nothing')}</p> : null}
      {[...bySpace].map(([spaceId, topics]) => (
        <Section
          key={spaceId}
          isMinor
          title={
            <Link className={css['space']} to={`/spaces/${spaceId}`} dir="auto">
              {topics[0]?.spaceName}
            </Link>
          }
        >
          <RuledList>
            {topics.map((topic) => (
              <NewsRow key={topic.id} topic={topic} plates={plates} />
            ))}
          </RuledList>
        </Section>
      ))}
    </Section>
  )
}

function NewsRow({ topic, plates }: { topic: News; plates: Map<string, AgencyPlate> }) {
  const known = topic.agencies.flatMap((plate) => plates.get(plate) ?? [])
  return (
    <RuledRow
      to={`/topics/${topic.id}`}
      title={topic.title}
      unreadCount={topic.unreadCount}
      end={
        <>
          <span className={css['plates']}>
            {known.slice(-mostPlates).map((agency) => (
              <Nameplate key={agency.id} agency={agency} />
            ))}
          </span>
          <span className={css['when']}>
            <Time at={topic.lastPostAt} />
          </span>
        </>
      }
    />
  )
}
