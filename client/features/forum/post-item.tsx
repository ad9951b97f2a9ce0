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
 * One post. Props: `depth` and `isUnderParent` as it is placed (arrange-by-reply.ts); `parent` where it is loaded; `isNew` says so in
 * a word; `mixesProvenance`: whether the page has posts of several kinds.
 */
export function PostItem(props: {
  post: Post
  parent: Post | undefined
  spaceId: string
  acts: PostActs
  depth: number
  isUnderParent: boolean
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
      data-depth={props.depth}
      tabIndex={-1}
      className={css['post']}
      aria-label={t('postBy', { number, name: author.name })}
    >
      <div className={css['plate']}>
        {author.agency ? <Nameplate agency={author.agency} size="wide" /> : null}
      </div>
      <div className={css['main']}>
        <PostByline post={post} mixesProvenance={props.mixesProvenance}>
          {props.isUnderParent ? null : <InAnswerTo post={post} parent={props.parent} />}
          {props.isNew ? <NewBadge>{t('new')}</NewBadge> : null}
        </PostByline>
        {post.withdrawn ? <WithdrawnStub withdrawn={post.withdrawn} author={author} /> : null}
        {isEditing ? (
          <EditPost post={post} spaceId={props.spaceId} onDone={() => setEditing(false)} />
        ) : (
          <PostText html={post.html} goTo={acts.goTo} />
        )}
        <PostFiles files={post.files} html={post.html} />
        <footer className={css['foot']}>
          <AnsweredBy numbers={post.answeredBy} />
          {isEditing ? null : (
            <PostActions post={post} acts={acts} onEdit={() => setEditing(true)} />
          )}
        </footer>
      </div>
    </article>
  )
}

/** The way back to what is answered; `parent` where it is loaded. */
function InAnswerTo(props: { post: Post; parent: Post | undefined }) {
  const { t } = useTranslation('forum')
  const number = props.post.parentNumber
  if (number === null) return null
  const name = props.parent?.author.agency?.plate ?? props.parent?.author.name
  return (
    <Link className={clsx('link', css['parent'])} to={`#${number}`} preventScrollReset>
      {name === undefined ? t('inAnswerToNumber', { number }) : t('inAnswerTo', { name, number })}
    </Link>
  )
}
