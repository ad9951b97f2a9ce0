import { IconMessage2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import css from './draft-rail.module.css'
import type { Discussion, ShownDraft } from './shown-draft.ts'
import type { DiscussedWords } from './use-discussed-words.ts'

/** The topics about words of this draft; a quotation leads to its words in the text. */
export function DiscussionCards(props: {
  shown: ShownDraft
  words?: DiscussedWords | undefined
}) {
  const { t } = useTranslation('drafts')
  const { draft, discussions, may } = props.shown
  const hint = draft.hasText && may.discuss
  if (discussions.length === 0 && !hint) return null
  return (
    <section>
      <h2 className={css['heading']}>
        {t('discussions')}
        {discussions.length > 0 ? (
          <span className={css['count']}>{discussions.length}</span>
        ) : null}
      </h2>
      {discussions.map((discussion) => (
        <Card
          key={discussion.topicId}
          discussion={discussion}
          language={draft.language}
          words={props.words}
        />
      ))}
      {hint ? <p className={css['hint']}>{t('discussHint')}</p> : null}
    </section>
  )
}

function Card(props: {
  discussion: Discussion
  language: string
  words: DiscussedWords | undefined
}) {
  const { t } = useTranslation('drafts')
  const { discussion, language, words } = props
  const isFound = words?.found.has(discussion.topicId) ?? false
  const quote = (
    <span className={css['quote']} dir="auto" lang={language}>
      {discussion.quote}
    </span>
  )
  return (
    <article className={css['card']}>
      {isFound ? (
        <button
          type="button"
          className={css['toWords']}
          aria-label={t('showWords', { words: discussion.quote })}
          onClick={() => words?.goTo(discussion.topicId)}
        >
          {quote}
        </button>
      ) : discussion.quote ? (
        <div className={css['lost']}>
          {quote}
          {words ? <span className={css['hint']}>{t('wordsGone')}</span> : null}
        </div>
      ) : null}
      <Link className={css['topic']} to={`/topics/${discussion.topicId}`}>
        <bdi dir="auto">{discussion.title}</bdi>
      </Link>
      <span className={css['posts']}>
        <IconMessage2 size={14} stroke={1.75} aria-hidden />
        {t('postCount', { count: discussion.postCount })}
      </span>
    </article>
  )
}
