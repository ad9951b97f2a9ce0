import { IconUserQuestion } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Post } from '#shared/contracts/forum.ts'
import { Badge } from '../../ui/badge.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { Time } from '../../ui/time.tsx'
import css from './post-item.module.css'

/** Who, when, and the post's number, which is its address. `children`: words of the page. */
export function PostByline(props: { post: Post; mixesProvenance: boolean; children?: ReactNode }) {
  const { t } = useTranslation(['forum', 'common'])
  const { author, number, createdAt, editedAt, provenance } = props.post
  return (
    <header className={css['byline']}>
      <Bidi className={css['name']}>{author.name}</Bidi>
      {author.agency ? (
        <span className={css['inlinePlate']}>
          <Nameplate agency={author.agency} />
        </span>
      ) : null}
      {author.isUnconfirmed ? (
        <Badge tone="unsettled" icon={IconUserQuestion} title={t('common:unconfirmedWhy')}>
          {t('common:unconfirmed')}
        </Badge>
      ) : null}
      <Time at={createdAt} as="line" />
      {editedAt === null ? null : (
        <span>
          {t('edited')} <Time at={editedAt} />
        </span>
      )}
      {props.mixesProvenance ? <ProvenanceBadge provenance={provenance} /> : null}
      {props.children}
      <Link
        to={`#${number}`}
        preventScrollReset
        className={css['number']}
        aria-label={t('postNumber', { number })}
      >
        {number}
      </Link>
    </header>
  )
}
