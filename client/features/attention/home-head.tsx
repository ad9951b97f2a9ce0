import { useTranslation } from 'react-i18next'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useReader } from '../../ui/reader.tsx'
import { longDay } from './long-day.ts'

/** What waits is the largest thing on the page, not the date. Props: `count` of what waits. */
export function HomeHead(props: { group: GroupSummary; count: number }) {
  const { t } = useTranslation('home')
  const reader = useReader()
  const { count, group } = props
  const plates = [...new Set(group.seats.flatMap(({ agency }) => agency?.plate ?? []))]
  const list = new Intl.ListFormat(reader.locale).format(plates)
  const says = count > 0 ? t('waitingCount', { count }) : t('nothingText')
  return (
    <PageHeader
      title={count > 0 ? t('waiting') : t('nothing')}
      look="welcome"
      support={
        <>
          {says}{' '}
          {plates.length > 0
            ? t('todayFor', { date: longDay(reader), agency: list })
            : t('todayIs', { date: longDay(reader) })}
        </>
      }
    />
  )
}
