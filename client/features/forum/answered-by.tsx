import { IconCornerDownRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import css from './post-item.module.css'

const most = 8

/** Where a post was answered or quoted: the way on, as "in answer to" is the way back. */
export function AnsweredBy(props: { numbers: number[] }) {
  const { t } = useTranslation('forum')
  const { numbers } = props
  if (numbers.length === 0) return null
  return (
    <p className={css['answered']}>
      <IconCornerDownRight className="mirror" size={14} stroke={1.75} aria-hidden />
      {t('answeredIn')}
      {numbers.slice(0, most).map((number) => (
        <Link
          key={number}
          className="link"
          to={`#${number}`}
          preventScrollReset
          aria-label={t('postNumber', { number })}
        >
          {number}
        </Link>
      ))}
      {numbers.length > most ? t('andMore', { count: numbers.length - most }) : null}
    </p>
  )
}
