import { useTranslation } from 'react-i18next'
import { useReader } from './reader.tsx'
import {
  calendarDay,
  fullInstant,
  lineInstant,
  nearDay,
  relative,
  shortInstant,
  timeOf,
  type DayWords,
} from './time-format.ts'

/** The words of `time-format.ts` in the reader's language. */
export function useDayWords(): DayWords {
  const { t } = useTranslation()
  return {
    today: t('today'),
    yesterday: t('yesterday'),
    dayAtTime: (day, time) => t('dayAtTime', { day, time }),
  }
}

/**
 * An instant in the reader's zone; the tooltip says all of it, zone included.
 * Props: `at` in milliseconds; `as`: `short` for columns (default), `line` with the time of day,
 * `day` without, `clock` that alone, `relative` ("in 5 days").
 */
export function Time(props: { at: number; as?: 'short' | 'line' | 'day' | 'clock' | 'relative' }) {
  const reader = useReader()
  const words = useDayWords()
  const text = {
    short: () => shortInstant(props.at, reader),
    line: () => lineInstant(props.at, reader, words),
    day: () => nearDay(props.at, reader, words),
    clock: () => timeOf(props.at, reader),
    relative: () => relative(props.at, reader),
  }[props.as ?? 'short']()
  return (
    <time
      dateTime={new Date(props.at).toISOString()}
      title={fullInstant(props.at, reader)}
      className="tabular"
    >
      {text}
    </time>
  )
}

/** A calendar date (`2007-12-18`), the same everywhere: it has no zone. What is no date is shown as
 * it stands. */
export function CalendarDate(props: { date: string; month?: 'short' | 'long' }) {
  const { locale } = useReader()
  return <time dateTime={props.date}>{calendarDay(props.date, locale, props.month)}</time>
}
