/** How dates and times are written. Pure: zone, locale and `now` come in, words go out. */

export interface TimeView {
  locale: string
  timeZone: string
  /** Milliseconds of domain time. */
  now: number
}

export interface DayWords {
  today: string
  yesterday: string
  /** Puts a day and a time together. */
  dayAtTime: (day: string, time: string) => string
}

const dayInMs = 86_400_000

/** The calendar day of an instant in a zone, as `2007-12-04`. */
export function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
}

/** Whole days from today to the day of `at`, both in the zone: -1 is yesterday. */
export function daysFromToday(at: number, view: TimeView): number {
  const day = (instant: number) => Date.parse(`${dayOf(instant, view.timeZone)}T00:00:00Z`)
  return Math.round((day(at) - day(view.now)) / dayInMs)
}

/** For a narrow column: `09:05` today, `Wed` in the last six days, `6 Dec`, `6 Dec 2006`. */
export function shortInstant(at: number, view: TimeView): string {
  const days = daysFromToday(at, view)
  if (days === 0) return timeOf(at, view)
  if (days < 0 && days > -7) return format(at, view, { weekday: 'short' })
  return format(at, view, { day: 'numeric', month: 'short', ...yearIfOther(at, view) })
}

/** For a line of its own: `Today, 09:05`, `Wed 12 Dec, 16:40`, `12 Dec 2006, 16:40`. */
export function lineInstant(at: number, view: TimeView, words: DayWords): string {
  return words.dayAtTime(nearDay(at, view, words), timeOf(at, view))
}

/** A day alone: `Today`, `Yesterday`, `Tue 18 Dec`, `18 Dec 2006`. */
export function nearDay(at: number, view: TimeView, words: DayWords): string {
  const days = daysFromToday(at, view)
  if (days === 0) return words.today
  if (days === -1) return words.yesterday
  const year = yearIfOther(at, view)
  const weekday = 'year' in year ? {} : { weekday: 'short' as const }
  return format(at, view, { ...weekday, day: 'numeric', month: 'short', ...year }).replace(',', '')
}

/** Everything, for the tooltip: `Wednesday 12 December 2007 at 16:40 CET`. */
export function fullInstant(at: number, view: TimeView): string {
  return format(at, view, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
}

/** A calendar date without a zone (`2007-12-18`): `18 December 2007`. */
export function calendarDay(
  date: string,
  locale: string,
  month: 'short' | 'long' = 'long',
): string {
  // Only what is a date: Date.parse would make one of nearly anything.
  const at = /^\d{4}-\d{2}-\d{2}/.test(date) ? Date.parse(date.slice(0, 10)) : Number.NaN
  if (Number.isNaN(at)) return date
  return format(at, { locale, timeZone: 'UTC' }, { day: 'numeric', month, year: 'numeric' })
}

/** `in 5 days`, `yesterday`, `3 weeks ago`; within a day in hours or minutes. */
export function relative(at: number, view: TimeView): string {
  const words = new Intl.RelativeTimeFormat(view.locale, { numeric: 'auto' })
  const days = daysFromToday(at, view)
  if (Math.abs(days) >= 60) return words.format(Math.round(days / 30), 'month')
  if (Math.abs(days) >= 14) return words.format(Math.round(days / 7), 'week')
  if (days !== 0) return words.format(days, 'day')
  const minutes = Math.round((at - view.now) / 60_000)
  if (Math.abs(minutes) >= 60) return words.format(Math.round(minutes / 60), 'hour')
  return words.format(minutes, 'minute')
}

/** `Europe/Geneva` reads better as `Geneva time` would, but names of zones are not translated by
 * Intl; the city, with spaces, is what people recognise. */
export function zoneCity(timeZone: string): string {
  return timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
}

/** Under a day that is written already: `16:40`. */
export function timeOf(at: number, view: TimeView): string {
  return format(at, view, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

function yearIfOther(at: number, view: TimeView): { year?: 'numeric' } {
  const year = (instant: number) => dayOf(instant, view.timeZone).slice(0, 4)
  return year(at) === year(view.now) ? {} : { year: 'numeric' }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

// Making a formatter costs a hundred times more than using one, and lists print many dates.
function format(
  at: number,
  { locale, timeZone }: Pick<TimeView, 'locale' | 'timeZone'>,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = `${locale}|${timeZone}|${JSON.stringify(options)}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    formatters.set(key, formatter)
  }
  return formatter.format(at)
}
