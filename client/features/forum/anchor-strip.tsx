import { IconChevronDown, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Anchor, AnchorCard } from './anchor-card.tsx'
import css from './anchor-card.module.css'

/** Above the posts, where there is no rail beside them: the words discussed, folded to two lines. */
export function AnchorStrip(props: { anchors: Anchor[] }) {
  const { t } = useTranslation('forum')
  const [first] = props.anchors
  if (!first) return null
  return (
    <details className={css['strip']}>
      <summary className={css['summary']}>
        <IconLink size={18} stroke={1.75} aria-hidden />
        <span className="visually-hidden">{t('wordsDiscussed')}</span>
        <span className={css['folded']} dir="auto">
          <mark>{first.quote}</mark>
        </span>
        <IconChevronDown className={css['chevron']} size={18} stroke={1.75} aria-hidden />
      </summary>
      <div className={css['unfolded']}>
        {props.anchors.map((anchor) => (
          <AnchorCard key={`${anchor.draftId}${anchor.quote}`} anchor={anchor} />
        ))}
      </div>
    </details>
  )
}
