import { useTranslation } from 'react-i18next'
import type { RestsOn as Citation } from '#shared/contracts/groups.ts'
import { Bidi } from './bidi.tsx'

/** What an access or a standing rests on; says so where nothing is recorded. */
export function RestsOn(props: { restsOn: Citation }) {
  const { t } = useTranslation()
  return props.restsOn ? <Bidi>{props.restsOn.text}</Bidi> : <>{t('notRecorded')}</>
}
