import { useTranslation } from 'react-i18next'
import css from './topic-list.module.css'
import type { TopicListState } from './use-topic-list.ts'

/** "2 new topics · Show": the list moves when its reader says so. */
export function ArrivedTopics(props: { list: TopicListState }) {
  const { t } = useTranslation('forum')
  const { arrived, showArrived } = props.list
  const words =
    arrived.topics > 0
      ? t('list.arrived', { count: arrived.topics })
      : arrived.hasMoved
        ? t('list.moved')
        : null
  return (
    <output className={words === null ? undefined : css['arrived']} aria-live="polite">
      {words === null ? null : (
        <>
          {words}
          <button type="button" className="link" onClick={() => void showArrived()}>
            {t('list.refresh')}
          </button>
        </>
      )}
    </output>
  )
}
