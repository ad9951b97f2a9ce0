import type { Reader } from '../../ui/reader.tsx'

/** Today as the installation has it, in the reader's zone: `Thursday 20 December 2007`. */
export function longDay({ locale, timeZone, now }: Reader): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(now).replace(',', '')
}
