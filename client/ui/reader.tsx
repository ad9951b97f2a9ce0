import { createContext, use, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shownNow, subscribeNow } from '../api/domain-clock.ts'
import { localeOf } from '../i18n/language.ts'

/** Who reads: in which locale and time zone, and what time it is there by the installation. */
export interface Reader {
  /** For Intl, such as `en-GB`. */
  locale: string
  /** IANA name: the person's own choice, else the device's. */
  timeZone: string
  /** Domain time in milliseconds; follows the server's answers, never the device's clock. */
  now: number
}

const ReaderContext = createContext<Reader | null>(null)

/** `timeZone`: the person's, or null where nobody is signed in. */
export function ReaderProvider(props: { timeZone: string | null; children: ReactNode }) {
  const { i18n } = useTranslation()
  const now = useSyncExternalStore(subscribeNow, shownNow)
  const timeZone = props.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const reader = useMemo(
    () => ({ locale: localeOf(i18n.language), timeZone, now }),
    [i18n.language, timeZone, now],
  )
  return <ReaderContext value={reader}>{props.children}</ReaderContext>
}

export function useReader(): Reader {
  const reader = use(ReaderContext)
  if (!reader) throw new Error('useReader needs a ReaderProvider above it')
  return reader
}
