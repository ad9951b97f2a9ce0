import { Button } from '@mantine/core'
import {
  IconArrowDown,
  IconCircleCheck,
  IconCircleDot,
  IconLock,
  IconPin,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import css from './topic-head.module.css'
import type { ShownTopic, TopicView } from './use-topic-windows.ts'

const icons: Record<ShownTopic['topic']['state'], Icon> = {
  open: IconCircleDot,
  summarised: IconCircleCheck,
  closed: IconLock,
}

/**
 * The topic's title, and the line that stays in sight: state, view, how far one is.
 * Props: `lastSeen`, the last post in sight; `jump` to the first unread one, null where none is.
 */
export function TopicHead(props: {
  shown: ShownTopic
  view: TopicView
  onView: (view: TopicView) => void
  lastSeen: number | null
  jump: (() => void) | null
}) {
  const { t } = useTranslation('forum')
  const { topic } = props.shown
  const agencies = topic.agencies.length
  const views = (['time', 'reply'] as const).map((value) => ({ value, label: t(`view.${value}`) }))
  return (
    <>
      <PageHeader title={topic.title} isWritten look="topic" />
      <div className={css['line']}>
        <span className={css['facts']}>
          <Badge
            icon={icons[topic.state]}
            tone={topic.state === 'summarised' ? 'settled' : 'neutral'}
          >
            {t(`state.${topic.state}`)}
          </Badge>
          {topic.isPinned ? <Badge icon={IconPin}>{t('pinned')}</Badge> : null}
          <span className={css['counts']}>
            <ProvenanceBadge provenance={topic.provenance} />{' '}
            {t('postCount', { count: topic.postCount })}
            {agencies > 0 ? ` ${t('byAgencies', { count: agencies })}` : null}
          </span>
        </span>
        <span className={css['way']}>
          {props.jump ? (
            <Button
              variant="subtle"
              leftSection={<IconArrowDown size={16} stroke={1.75} aria-hidden />}
              onClick={props.jump}
            >
              {t('firstUnread')}
            </Button>
          ) : null}
          <span className={css['place']}>
            {props.lastSeen === null
              ? null
              : t('place', { number: props.lastSeen, total: topic.highestNumber })}
          </span>
          <Segmented
            aria-label={t('view.label')}
            size="xs"
            data={views}
            value={props.view}
            onChange={props.onView}
          />
        </span>
      </div>
    </>
  )
}
