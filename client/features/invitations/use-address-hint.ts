import { useTranslation } from 'react-i18next'
import { useReader } from '../../ui/reader.tsx'
import { calendarDay, dayOf } from '../../ui/time-format.ts'
import type { OpenedInvitation } from './opened.ts'

/** Which address is wanted and until when the link works, and what to say where it is another. */
export function useAddressHint(opened: OpenedInvitation): { text: string; whenWrong: string } {
  const { t, i18n } = useTranslation('invitations')
  const { locale, timeZone } = useReader()
  const { email, domains, agency, expiresAt } = opened
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  const named = { domains: list.format(domains) }
  const whose =
    email !== null
      ? t('join.emailBound')
      : domains.length > 0
        ? t('join.emailDomains', named)
        : agency
          ? t('join.emailAgency', { agency: agency.acronym })
          : null
  const until = t('join.validUntil', { date: calendarDay(dayOf(expiresAt, timeZone), locale) })
  return {
    text: [whose, until].filter(Boolean).join(' '),
    whenWrong: domains.length > 0 ? t('join.wrongDomain', named) : t('join.wrongAddress'),
  }
}
