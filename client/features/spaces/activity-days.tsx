import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isBuilt } from '../../screens.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { useReader } from '../../ui/reader.tsx'
import { Section } from '../../ui/ruled-list.tsx'
import { Time, useDayWords } from '../../ui/time.tsx'
import { dayOf, nearDay } from '../../ui/time-format.ts'
import type { ActivityEntry } from './activity-page.tsx'
import css from './activity-page.module.css'
import { isActivityKind } from './activity-kinds.ts'

/** Entries of a space's log, a heading a day. */
export function ActivityDays(props: { entries: ActivityEntry[] }) {
  const reader = useReader()
  const words = useDayWords()
  const days = Map.groupBy(props.entries, (entry) => dayOf(entry.at, reader.timeZone))
  return [...days].map(([day, entries]) => (
    <Section key={day} title={nearDay(entries[0]?.at ?? 0, reader, words)}>
      <ul className={css['list']}>
        {entries.map((entry, index) => (
          // The log gives no id; entries of a day that is shown keep their order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${entry.at}${entry.kind}${entry.subject.id}${index}`} className={css['entry']}>
            <ActivityLine entry={entry} />
          </li>
        ))}
      </ul>
    </Section>
  ))
}

function ActivityLine(props: { entry: ActivityEntry }) {
  const { t } = useTranslation('spaces')
  const { kind, actor, subject, at, isImported } = props.entry
  const address = addressOf(subject)
  const title = subject.title === null ? null : <Bidi>{subject.title}</Bidi>
  return (
    <>
      <span className={css['plate']}>
        {actor?.agency ? <Nameplate agency={actor.agency} /> : null}
      </span>
      <span className={css['words']}>
        {actor ? <Bidi className={css['name']}>{actor.name}</Bidi> : t('activity.byImport')}{' '}
        {isActivityKind(kind) ? t(`activity.kind.${kind}`) : t('activity.changed')}{' '}
        {title === null ? null : address === null ? (
          title
        ) : (
          <Link className="link" to={address}>
            {title}
          </Link>
        )}
      </span>
      <span className={css['time']}>
        {isImported ? <span>{t('activity.imported')}</span> : null}
        <Time at={at} as="line" />
      </span>
    </>
  )
}

function addressOf({ kind, id }: ActivityEntry['subject']): string | null {
  if (kind === 'topic') return `/topics/${id}`
  return kind === 'draft' && isBuilt('draft') ? `/drafts/${id}` : null
}
