import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PersonLine } from '../../ui/person-line.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { Time } from '../../ui/time.tsx'
import { AnchorCard } from './anchor-card.tsx'
import css from './topic-rail.module.css'
import type { ShownTopic } from './use-topic-windows.ts'

/** Beside the posts: the words discussed, who began it, which agencies have spoken. */
export function TopicRail(props: { shown: ShownTopic; isInside: boolean }) {
  const { t } = useTranslation('forum')
  const { topic } = props.shown
  return (
    <>
      {topic.anchors.length > 0 ? (
        <section>
          <h2 className={css['heading']}>{t('wordsDiscussed')}</h2>
          {topic.anchors.map((anchor) => (
            <AnchorCard key={`${anchor.draftId}${anchor.quote}`} anchor={anchor} />
          ))}
        </section>
      ) : null}
      <section>
        <h2 className={css['heading']}>{t('aboutTopic')}</h2>
        <dl className={css['facts']}>
          <dt>{t('startedBy')}</dt>
          <dd>
            <PersonLine actor={topic.startedBy} isQuiet />
          </dd>
          <dt>{t('startedOn')}</dt>
          <dd>
            <Time at={topic.createdAt} as="line" />
          </dd>
          <dt>{t('space')}</dt>
          <dd>
            {props.isInside ? (
              <Link className="link" to={`/spaces/${topic.spaceId}`}>
                <Bidi>{topic.spaceName}</Bidi>
              </Link>
            ) : (
              <Bidi>{topic.spaceName}</Bidi>
            )}
          </dd>
          {topic.categoryName === null ? null : (
            <>
              <dt>{t('category')}</dt>
              <dd>
                <Bidi>{topic.categoryName}</Bidi>
              </dd>
            </>
          )}
          {topic.agencies.length > 0 ? (
            <>
              <dt>{t('haveSpoken')}</dt>
              <dd>{topic.agencies.join(', ')}</dd>
            </>
          ) : null}
        </dl>
      </section>
    </>
  )
}
