import { useTranslation } from 'react-i18next'
import type { Notification } from '#shared/contracts/attention.ts'
import { NewBadge } from '../../ui/badge.tsx'
import { useReader } from '../../ui/reader.tsx'
import { RuledList, RuledRow, Section } from '../../ui/ruled-list.tsx'
import { dayOf } from '../../ui/time-format.ts'
import { Time } from '../../ui/time.tsx'
import { noticeAddress } from './notice-address.ts'
import { NoticeWords } from './notice-words.tsx'

/** Notifications under the days of the reader's zone. Props: `onOpen` for one that is unread. */
export function NoticesByDay(props: {
  notices: Notification[]
  onOpen: (notice: Notification) => void
}) {
  const { t } = useTranslation('notifications')
  const { timeZone } = useReader()
  const byDay = Map.groupBy(props.notices, (notice) => dayOf(notice.at, timeZone))
  return [...byDay].map(([day, notices]) => (
    <Section key={day} title={<Time at={notices[0]?.at ?? 0} as="day" />}>
      <RuledList>
        {notices.map((notice) => (
          <RuledRow
            key={notice.id}
            to={noticeAddress(notice)}
            title={notice.title}
            isUnread={!notice.isRead}
            beside={notice.isRead ? null : <NewBadge>{t('new')}</NewBadge>}
            support={notice.excerpt || undefined}
            meta={<NoticeWords notice={notice} />}
            end={<Time at={notice.at} as="clock" />}
            {...(notice.isRead ? {} : { onOpen: () => props.onOpen(notice) })}
          />
        ))}
      </RuledList>
    </Section>
  ))
}
