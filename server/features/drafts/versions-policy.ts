import { calendarDay, day } from '#shared/time.ts'

/** An automatic version: when it was kept (ms), and whether something points at it. */
export interface AutomaticVersion {
  id: string
  at: number
  isReferenced: boolean
}

const keepAllFor = 2 * day
const keepDaysFor = 60 * day

/**
 * Ids of the automatic versions that are not needed any more: all of the last two days stay, then
 * the last of each day for sixty days, then the last of each week; and what something points at.
 * Days are the group's. Versions of other kinds are never asked about.
 */
export function thinnedVersions(
  versions: readonly AutomaticVersion[],
  now: number,
  timeZone: string,
): string[] {
  const oldestDay = calendarDay(now - keepDaysFor, timeZone)
  const periods = new Map(versions.map(({ id, at }) => [id, periodOf(at, oldestDay, timeZone)]))
  const last = new Map<string, number>()
  for (const { id, at } of versions) {
    const period = periods.get(id) ?? ''
    last.set(period, Math.max(at, last.get(period) ?? at))
  }
  return versions
    .filter(({ id, at, isReferenced }) => {
      const isRecent = now - at < keepAllFor
      return !isRecent && !isReferenced && at < (last.get(periods.get(id) ?? '') ?? 0)
    })
    .map(({ id }) => id)
}

/** The day of a version, or the Monday of its week when it is older than the days that are kept. */
function periodOf(at: number, oldestDay: string, timeZone: string): string {
  const date = calendarDay(at, timeZone)
  if (date >= oldestDay) return date
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const sinceMonday = (new Date(midnight).getUTCDay() + 6) % 7
  return `week of ${new Date(midnight - sinceMonday * day).toISOString().slice(0, 10)}`
}
