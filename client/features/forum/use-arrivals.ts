import { useEffect, useRef, useState } from 'react'
import { usePerson } from '../../shell/session.tsx'
import { useLiveEvent } from '../../realtime/event-bus.ts'
import { isIn } from './use-read-marks.ts'
import type { ReadRange } from '#shared/rules/read-ranges.ts'
import type { useTopicWindows } from './use-topic-windows.ts'

export interface ArrivedPosts {
  /** Numbers of posts by others that came during this visit and were not seen yet, ascending. */
  unseen: number[]
  /** Who wrote the last one that came, once it is on the page. */
  lastAuthor: { number: number; name: string } | null
}

/**
 * Posts that arrive while one reads. They are read with the rest of the topic; for who stood at its
 * end the window goes along, without moving what is before the eyes.
 */
export function useArrivals(
  topicId: string,
  windows: ReturnType<typeof useTopicWindows>,
  ranges: readonly ReadRange[],
): ArrivedPosts {
  const person = usePerson()
  const [arrived, setArrived] = useState<number[]>([])
  const isAtEnd = useRef(false)
  const { data, hasNextPage, fetchNextPage } = windows
  useLiveEvent(({ kind, payload, actorId }) => {
    if (kind !== 'post.written' || payload['topicId'] !== topicId) return
    if (!hasNextPage) isAtEnd.current = true
    const number = Number(payload['number'])
    if (actorId !== person.id) setArrived((known) => [...new Set([...known, number])])
  })
  useEffect(() => {
    if (!hasNextPage || !isAtEnd.current) return
    isAtEnd.current = false
    void fetchNextPage()
  }, [hasNextPage, fetchNextPage])
  const last = data?.posts.findLast((post) => arrived.includes(post.number))
  return {
    unseen: arrived.filter((number) => !isIn(ranges, number)).toSorted((a, b) => a - b),
    lastAuthor: last ? { number: last.number, name: last.author.name } : null,
  }
}
