import { useTranslation } from 'react-i18next'
import { useSession } from '../../shell/session.tsx'
import { useReader } from '../../ui/reader.tsx'
import { calendarDay, dayOf, zoneCity } from '../../ui/time-format.ts'

/** Until when comments are asked for. The date is the group's: it ends at midnight of its zone, which
 * is named where the reader lives in another. */
export function CommentsDue(props: { date: string; groupId: string }) {
  const { t } = useTranslation(['drafts', 'common'])
  const reader = useReader()
  const { groups } = useSession()
  const zone = groups.find(({ id }) => id === props.groupId)?.timeZone ?? reader.timeZone
  const day = calendarDay(props.date, reader.locale)
  const isOver = dayOf(reader.now, zone) > props.date
  const when =
    zone === reader.timeZone ? day : t('common:inZone', { when: day, zone: zoneCity(zone) })
  return (
    <time dateTime={props.date}>{t(isOver ? 'commentsWereDue' : 'commentsDue', { when })}</time>
  )
}
