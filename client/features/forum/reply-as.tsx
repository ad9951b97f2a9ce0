import { useTranslation } from 'react-i18next'
import { usePlace } from '../../shell/place.tsx'
import { usePerson } from '../../shell/session.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import css from './reply-dock.module.css'

/** For whom one writes: the agency's plate, or one's own name where there is none. */
export function ReplyAs() {
  const { t } = useTranslation('forum')
  const { group } = usePlace()
  const { name } = usePerson()
  const agency = group?.seats[0]?.agency
  return (
    <span className={css['as']}>
      {t('replyAs')} {agency ? <Nameplate agency={agency} /> : <Bidi>{name}</Bidi>}
    </span>
  )
}
