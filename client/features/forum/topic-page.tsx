import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { QueryPage } from '../../shell/page.tsx'
import { postInHash } from './post-in-hash.ts'
import { Topic } from './topic.tsx'
import { useChosenView } from './use-chosen-view.ts'
import { type ShownTopic, type TopicView, useTopicWindows } from './use-topic-windows.ts'

/** `/topics/:topicId`, and `#7` for its seventh post. */
export function TopicPage() {
  const { topicId = '' } = useParams()
  return <TopicVisit key={topicId} topicId={topicId} />
}

/** One visit: what was unread when it began is "new" until it ends. */
function TopicVisit(props: { topicId: string }) {
  const { topicId } = props
  const { hash } = useLocation()
  const [start, setStart] = useState(() => postInHash(hash))
  const [chosen, choose] = useChosenView()
  const [ofSpace, setOfSpace] = useState<TopicView | null>(null)
  const view = chosen ?? ofSpace ?? 'time'
  const windows = useTopicWindows(topicId, view, start)
  const { data } = windows
  if (data && ofSpace === null) setOfSpace(data.topic.defaultView)
  return (
    <QueryPage query={windows as unknown as UseQueryResult<ShownTopic>}>
      {(shown) => (
        <Topic
          shown={shown}
          windows={windows}
          place={{ view, start }}
          onView={choose}
          onStart={setStart}
        />
      )}
    </QueryPage>
  )
}
