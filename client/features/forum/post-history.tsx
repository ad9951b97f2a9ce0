import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { forum, type Post } from '#shared/contracts/forum.ts'
import { queryOf } from '../../api/query-of.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { Time } from '../../ui/time.tsx'
import css from './post-history.module.css'
import { PostText } from './post-text.tsx'

/** What a post said before each edit, the newest first. Mount it to open it. */
export function PostHistory(props: { post: Post; onClose: () => void }) {
  const { t } = useTranslation('forum')
  const { post } = props
  const query = useQuery({
    ...queryOf(forum.postHistory, { params: { postId: post.id } }),
    staleTime: 0,
  })
  return (
    <Dialog isOpen onClose={props.onClose} title={t('historyOf', { number: post.number })}>
      <Loaded query={query} skeleton={<TextSkeleton lines={4} />}>
        {({ revisions }) => (
          <ol className={css['list']}>
            {revisions
              .toSorted((one, other) => other.revision - one.revision)
              .map((revision) => (
                <li key={revision.revision} className={css['revision']}>
                  <PersonLine actor={revision.by}>
                    <Time at={revision.at} as="line" />
                  </PersonLine>
                  {revision.reason ? (
                    <p className={css['reason']}>
                      <Bidi>{revision.reason}</Bidi>
                    </p>
                  ) : null}
                  <PostText html={revision.html} goTo={props.onClose} />
                </li>
              ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  )
}
