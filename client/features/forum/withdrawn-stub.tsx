import { IconEraser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/contracts/forum.ts'
import type { Actor } from '#shared/contracts/people.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { Time } from '../../ui/time.tsx'
import css from './post-item.module.css'

/** What stays of a withdrawn post: by whom, when and why. */
export function WithdrawnStub(props: { withdrawn: NonNullable<Post['withdrawn']>; author: Actor }) {
  const { t } = useTranslation('forum')
  const { by, at, reason } = props.withdrawn
  const isOwn = by.personId === props.author.personId
  return (
    <p className={css['stub']}>
      <IconEraser size={16} stroke={1.75} aria-hidden />
      <span>
        {isOwn ? t('withdrawnByAuthor') : t('withdrawnBy', { name: by.name })},{' '}
        <Time at={at} as="line" />
        {reason ? (
          <>
            . {t('withdrawnReason')} <Bidi>{reason}</Bidi>
          </>
        ) : null}
      </span>
    </p>
  )
}
