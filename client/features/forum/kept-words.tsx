import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Time } from '../../ui/time.tsx'
import css from './reply-dock.module.css'

/** "Kept on the server, 10:14", once it is so. Props: `at` in milliseconds, null while it is not. */
export function KeptWords(props: { at: number | null }) {
  const { t } = useTranslation('forum')
  if (props.at === null) return null
  return (
    <span className={css['kept']}>
      <IconCheck size={14} stroke={1.75} aria-hidden />
      {t('keptOnServer')} <Time at={props.at} />
    </span>
  )
}
