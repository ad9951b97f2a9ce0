import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { forum } from '#shared/contracts/forum.ts'
import { mergeRanges, type ReadRange } from '#shared/rules/read-ranges.ts'
import { call } from '../../api/call.ts'

/** Milliseconds of rest before what was seen is told to the server. */
const rest = 700

export interface ReadMarks {
  /** What counts as read, this visit's included. */
  ranges: ReadRange[]
  /** Says that these posts stood before the reader's eyes. */
  see: (numbers: number[]) => void
  /** Forgets what was read from this post on, and looks no further during this visit. */
  unreadFrom: (number: number) => Promise<void>
}

/** Read marks of one visit to a topic. `opened`: what was read when it began. */
export function useReadMarks(topicId: string, opened: ReadRange[]): ReadMarks {
  const queryClient = useQueryClient()
  const [ranges, setRanges] = useState(opened)
  const known = useRef(opened)
  const fresh = useRef<ReadRange[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isOver = useRef(false)

  const send = useCallback(
    async (body: { ranges: ReadRange[]; unread: boolean }) => {
      const answer = await call(forum.markRead, { params: { topicId }, body })
      for (const name of ['spaces.list', 'attention.home', 'attention.notifications'])
        void queryClient.invalidateQueries({ queryKey: [name] })
      // A list of topics does not move while it is looked at; it is read anew when one comes back.
      void queryClient.invalidateQueries({ queryKey: [forum.topics.name], refetchType: 'none' })
      return answer.readRanges
    },
    [queryClient, topicId],
  )

  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    const sent = fresh.current
    if (sent.length === 0) return
    fresh.current = []
    try {
      known.current = mergeRanges(known.current, await send({ ranges: sent, unread: false }))
    } catch {
      // Not told yet: it goes along with the next, and after a reload they are simply unread.
      fresh.current = mergeRanges(sent, fresh.current)
    }
  }, [send])

  const see = (numbers: number[]) => {
    const unseen = numbers.filter((number) => !isIn(known.current, number))
    if (isOver.current || unseen.length === 0) return
    const added = mergeRanges(unseen.map((number): ReadRange => [number, number]))
    fresh.current = mergeRanges(fresh.current, added)
    known.current = mergeRanges(known.current, added)
    setRanges(known.current)
    timer.current ??= setTimeout(() => void flush(), rest)
  }

  const unreadFrom = async (number: number) => {
    isOver.current = true
    fresh.current = []
    const kept = known.current
      .map(([first, last]): ReadRange => [first, Math.min(last, number - 1)])
      .filter(([first, last]) => first <= last)
    setRanges(await send({ ranges: kept, unread: true }))
  }

  useEffect(() => () => void flush(), [flush])
  return { ranges, see, unreadFrom }
}

export function isIn(ranges: readonly ReadRange[], number: number): boolean {
  return ranges.some(([first, last]) => first <= number && number <= last)
}
