import { useTranslation } from 'react-i18next'
import { RestsOn } from '../../ui/rests-on.tsx'
import { Time } from '../../ui/time.tsx'
import type { ShownSpace } from './space-header.tsx'
import css from './space-rail.module.css'

/** Why this reader may see the space, in which role, and on what that rests. */
export function AccessWords(props: { access: ShownSpace['access'] }) {
  const { t } = useTranslation('spaces')
  const { reason, agency, role, restsOn, until } = props.access
  const words = {
    office: t('access.office'),
    agency: t('access.agency', { agency: agency?.acronym ?? '' }),
    person: t('access.person'),
    guest: t('access.guest'),
  }[reason]
  return (
    <>
      <p className={css['text']}>
        {words} {t(`access.${role}`)}
        {until === null ? null : (
          <>
            {' '}
            {t('access.until')} <Time at={until} as="day" />.
          </>
        )}
      </p>
      {reason === 'office' ? null : (
        <p className={css['rests']}>
          {t('restsOn')} <RestsOn restsOn={restsOn} />
        </p>
      )}
    </>
  )
}
