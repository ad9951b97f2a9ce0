import { IconMessage2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import css from './draft-rail.module.css'
import type { Discussion, ShownDraft } from './shown-draft.ts'
import type { DiscussedWords } from './use-discussed-words.ts'

/** The topics about words of this draft; a quotation leads to its words in the text. */
export function DiscussionCards(props: { shown: ShownDraft; words?: DiscussedWords | undefined }) {
  const { t } = useTranslation('drafts')
  const { draft, discussions, may } = props.shown
  const hint = draft.hasText && may.discuss
  if (discussions.length === 0 && !hint) return null
  const topics = Map.groupBy(discussions, ({ topicId }) => topicId)
  return (
    <section>
      <h2 className={css['heading']}>
        {t('discussions')}
        {topics.size > 0 ? <span className={css['count']}>{topics.size}</span> : null}
      </h2>
      {[...topics.values()].map((about) => (
        <TopicCard
          key={about[0]?.topicId}
          about={about}
          language={draft.language}
          words={props.words}
        />
      ))}
      {hint ? <p className={css['hint']}>{t('discussHint')}</p> : null}
    </section>
  )
}

/** One topic, with each of the passages that it is about. */
function TopicCard(props: {
  about: Discussion[]
  language: string
  words: DiscussedWords | undefined
}) {
  const { t } = useTranslation('drafts')
  const { about, language, words } = props
  const [topic] = about
  if (!topic) return null
  return (
    <article className={css['card']}>
      {about
        .filter(({ quote }) => quote !== '')
        .map((discussion) => (
          <Quotation
            key={discussion.quote}
            quote={discussion.quote}
            language={language}
            words={words}
          />
        ))}
      <Link className={css['topic']} to={`/topics/${topic.topicId}`}>
        <bdi dir="auto">{topic.title}</bdi>
      </Link>
      <span className={css['posts']}>
        <IconMessage2 size={14} stroke={1.75} aria-hidden />
        {t('postCount', { count: topic.postCount })}
      </span>
    </article>
  )
}

function Quotation(props: { quote: string; language: string; words: DiscussedWords | undefined }) {
  const { t } = useTranslation('drafts')
  const { quote, words } = props
  const text = (
    <span className={css['quote']} dir="auto" lang={props.language}>
      {quote}
    </span>
  )
  if (words?.found.has(quote)) {
    return (
      <button
        type="button"
        className={css['toWords']}
        aria-label={t('showWords', { words: quote })}
        onClick={() => words.goTo(quote)}
      >
        {text}
      </button>
    )
  }
  return (
    <div className={css['lost']}>
      {text}
      {words ? <span className={css['hint']}>{t('wordsGone')}</span> : null}
    </div>
  )
}
