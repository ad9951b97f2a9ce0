import { calendarDay, day, hour, startOfDay } from '#shared/time.ts'

const digestHour = 7

/** The next 07:00 (ms, real time) in a person's time zone, after `now`. */
export function nextMorning(now: number, timeZone: string): number {
  const today = morningOf(calendarDay(now, timeZone), timeZone)
  return today > now ? today : morningOf(calendarDay(today + day, timeZone), timeZone)
}

function morningOf(date: string, timeZone: string): number {
  return startOfDay(date, timeZone) + digestHour * hour
}
