import {
  IconAt,
  IconCircleCheck,
  IconLink,
  IconLock,
  IconMessage,
  IconPin,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { RuledRow } from '../../ui/ruled-list.tsx'
import { Time } from '../../ui/time.tsx'
import css from './topic-list.module.css'
import type { TopicRow } from './use-topic-list.ts'

/** One topic in a list. Props: `mixesProvenance`: whether the list has topics of several kinds. */
export function TopicRowItem(props: { topic: TopicRow; mixesProvenance: boolean }) {
  const { t } = useTranslation('forum')
  const { topic } = props
  const { startedBy, lastPostBy } = topic
  return (
    <RuledRow
      to={`/topics/${topic.id}`}
      title={topic.title}
      unreadCount={topic.unreadCount}
      lead={
        startedBy.agency ? (
          <Nameplate agency={startedBy.agency} />
        ) : (
          <span className={css['starter']}>{startedBy.name}</span>
        )
      }
      mark={
        topic.isPinned ? (
          <span className={css['fact']}>
            <IconPin size={16} stroke={1.75} aria-hidden />
            <span className="visually-hidden">{t('pinned')}</span>
          </span>
        ) : undefined
      }
      support={topic.excerpt}
      meta={<TopicFacts topic={topic} mixesProvenance={props.mixesProvenance} />}
      end={
        <>
          <span className={css['count']} title={t('list.posts', { count: topic.postCount })}>
            <IconMessage size={16} stroke={1.75} aria-hidden />
            <span aria-hidden>{topic.postCount}</span>
            <span className="visually-hidden">{t('list.posts', { count: topic.postCount })}</span>
          </span>
          <span className={css['last']} title={t('list.lastPost', { name: lastPostBy.name })}>
            {lastPostBy.agency ? <Nameplate agency={lastPostBy.agency} /> : lastPostBy.name}
            <Time at={topic.lastPostAt} />
          </span>
        </>
      }
    />
  )
}

function TopicFacts(props: { topic: TopicRow; mixesProvenance: boolean }) {
  const { t } = useTranslation('forum')
  const { topic } = props
  const agencies = useAgencyWords(topic.agencies)
  return (
    <>
      {agencies === null ? null : <span>{agencies}</span>}
      {topic.hasAnchor ? (
        <span className={css['fact']}>
          <IconLink size={14} stroke={1.75} aria-hidden />
          {t('list.anchored')}
        </span>
      ) : null}
      {topic.state === 'open' ? null : (
        <Badge
          icon={topic.state === 'closed' ? IconLock : IconCircleCheck}
          tone={topic.state === 'closed' ? 'neutral' : 'settled'}
        >
          {t(`state.${topic.state}`)}
        </Badge>
      )}
      {topic.namesMe ? (
        <span className={css['fact']}>
          <IconAt size={14} stroke={1.75} aria-hidden />
          {t('list.namedYou')}
        </span>
      ) : null}
      {props.mixesProvenance ? <ProvenanceBadge provenance={topic.provenance} /> : null}
    </>
  )
}

/** "UNITAR, UNESCO and 3 others"; null for none. */
function useAgencyWords(agencies: string[]): string | null {
  const { t } = useTranslation('forum')
  const [first, second] = agencies
  if (first === undefined) return null
  if (second === undefined) return first
  if (agencies.length === 2) return t('list.agencies', { names: first, last: second })
  const count = agencies.length - 2
  return t('list.agenciesMore', { names: `${first}, ${second}`, count })
}
