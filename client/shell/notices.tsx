import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'
import { useReader } from '../ui/reader.tsx'
import { calendarDay, dayOf } from '../ui/time-format.ts'
import { useSession } from './session.tsx'

/** What stays true across pages: the demonstration, no way back without a password, an address not
 * proven, no connection. */
export function Notices() {
  const { t } = useTranslation('shell')
  const { installation, person, groups } = useSession()
  const { locale, now, timeZone } = useReader()
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine)
  const needsPassword = person !== null && !person.hasPassword && !installation.isMailConfigured
  const zone = groups[0]?.timeZone ?? timeZone
  return (
    <>
      {isOnline ? null : <Notice tone="unsettled">{t('offline')}</Notice>}
      {installation.isDemo ? (
        <Notice>{t('demo', { date: calendarDay(dayOf(now, zone), locale) })}</Notice>
      ) : null}
      {needsPassword && !installation.isDemo ? (
        <Notice tone="unsettled" act={{ to: '/account', label: t('setPassword') }}>
          {t('noPassword')}
        </Notice>
      ) : null}
      {person && !person.isConfirmed ? (
        <Notice tone="unsettled" act={{ to: '/account', label: t('confirmAddress') }}>
          {t('unconfirmed')}
        </Notice>
      ) : null}
    </>
  )
}

function subscribeOnline(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
