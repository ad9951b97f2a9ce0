import { IconLink } from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { anchor as anchorShape } from '#shared/contracts/forum.ts'
import { isBuilt } from '../../screens.ts'
import { Bidi } from '../../ui/bidi.tsx'
import css from './anchor-card.module.css'

export type Anchor = z.output<typeof anchorShape>

/** The words of a draft that a topic is about, where they stand, and the way there. */
export function AnchorCard(props: { anchor: Anchor }) {
  const { t } = useTranslation('forum')
  const { anchor } = props
  const { paragraph, versionLabel } = anchor
  return (
    <figure className={css['card']}>
      <figcaption className={css['from']}>
        <IconLink size={14} stroke={1.75} aria-hidden />
        <span>
          <Bidi>{anchor.draftTitle}</Bidi>
          {paragraph === null ? null : `, ${t('paragraph', { paragraph })}`}
          {versionLabel === null ? null : (
            <>
              , <Bidi>{versionLabel}</Bidi>
            </>
          )}
        </span>
      </figcaption>
      <blockquote className={css['quote']} dir="auto">
        <mark>{anchor.quote}</mark>
      </blockquote>
      {isBuilt('draft') ? (
        <Link className={clsx('link', css['open'])} to={`/drafts/${anchor.draftId}`}>
          {t('openInDraft')}
        </Link>
      ) : null}
    </figure>
  )
}
