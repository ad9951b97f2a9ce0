import clsx from 'clsx'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Post } from '#shared/contracts/forum.ts'
import { NewBadge } from '../../ui/badge.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { AnsweredBy } from './answered-by.tsx'
import { EditPost } from './edit-post.tsx'
import { PostActions } from './post-actions.tsx'
import type { PostActs } from './post-acts.ts'
import { PostByline } from './post-byline.tsx'
import { PostFiles } from './post-files.tsx'
import css from './post-item.module.css'
import { PostText } from './post-text.tsx'
import { WithdrawnStub } from './withdrawn-stub.tsx'

/**
 * One post. Props: `depth` of its answer, by reply; `parent` where it is loaded; `isNew` says so in
 * a word; `mixesProvenance`: whether the page has posts of several kinds; `mayUpload` when edited.
 */
export function PostItem(props: {
  post: Post
  parent: Post | undefined
  spaceId: string
  acts: PostActs
  depth?: number
  isNew: boolean
  mixesProvenance: boolean
}) {
  const { t } = useTranslation('forum')
  const { post, acts } = props
  const { author, number } = post
  const [isEditing, setEditing] = useState(false)
  return (
    <article
      id={String(number)}
      data-post-row={number}
      data-depth={props.depth ?? 0}
      tabIndex={-1}
      className={css['post']}
      aria-label={t('postBy', { number, name: author.name })}
    >
      <div className={css['plate']}>
        {author.agency ? <Nameplate agency={author.agency} size="wide" /> : null}
      </div>
      <div className={css['main']}>
        <PostByline post={post} mixesProvenance={props.mixesProvenance}>
          {props.isNew ? <NewBadge>{t('new')}</NewBadge> : null}
        </PostByline>
        {post.parentNumber === null ? null : (
          <Link
            className={clsx('link', css['parent'])}
            to={`#${post.parentNumber}`}
            preventScrollReset
          >
            {props.parent
              ? t('inAnswerTo', { name: props.parent.author.name, number: post.parentNumber })
              : t('inAnswerToNumber', { number: post.parentNumber })}
          </Link>
        )}
        {post.withdrawn ? <WithdrawnStub withdrawn={post.withdrawn} author={author} /> : null}
        {isEditing ? (
          <EditPost post={post} spaceId={props.spaceId} onDone={() => setEditing(false)} />
        ) : (
          <PostText html={post.html} goTo={acts.goTo} />
        )}
        <PostFiles files={post.files} html={post.html} />
        <AnsweredBy numbers={post.answeredBy} />
        {isEditing ? null : <PostActions post={post} acts={acts} onEdit={() => setEditing(true)} />}
      </div>
    </article>
  )
}
