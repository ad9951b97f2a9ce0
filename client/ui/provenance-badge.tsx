import { useTranslation } from 'react-i18next'
import clsx from 'clsx'
import css from './badge.module.css'

/**
 * "Illustrative" or "Inferred", dashed. One banner a page says what it means; put this only where a
 * page mixes kinds. Props: `provenance` as in the contract; null shows nothing.
 */
export function ProvenanceBadge(props: { provenance: 'illustrative' | 'inferred' | null }) {
  const { t } = useTranslation()
  if (props.provenance === null) return null
  return (
    <span
      className={clsx(css['badge'], css['provenance'])}
      title={t(`provenance.${props.provenance}Why`)}
    >
      {t(`provenance.${props.provenance}`)}
    </span>
  )
}
