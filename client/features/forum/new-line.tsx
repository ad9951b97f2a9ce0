import { useTranslation } from 'react-i18next'
import { useReader } from '../../ui/reader.tsx'
import { useDayWords } from '../../ui/time.tsx'
import { lineInstant } from '../../ui/time-format.ts'
import css from './topic-posts.module.css'

/** Between what one knows and what is new. `lastVisitAt` in milliseconds, null where unknown. */
export function NewLine(props: { lastVisitAt: number | null }) {
  const { t } = useTranslation('forum')
  const reader = useReader()
  const words = useDayWords()
  const when = props.lastVisitAt === null ? null : lineInstant(props.lastVisitAt, reader, words)
  return (
    <p className={css['newLine']}>
      <span>{when === null ? t('newToYou') : t('newSince', { when })}</span>
    </p>
  )
}
