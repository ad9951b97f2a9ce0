import { CalendarDate, Time } from '../../ui/time.tsx'
import type { DraftVersion } from './shown-draft.ts'

/** When a version was made; the day alone where no more is recorded. */
export function VersionDate(props: { version: Pick<DraftVersion, 'date' | 'createdAt'> }) {
  const { date, createdAt } = props.version
  return date === null ? <Time at={createdAt} as="line" /> : <CalendarDate date={date} />
}
