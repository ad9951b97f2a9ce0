import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import type { Post } from '#shared/contracts/forum.ts'
import { postInHash } from './post-in-hash.ts'
import { rowOf, showRow } from './post-rows.ts'
import type { TopicView } from './use-topic-windows.ts'

interface Target {
  number: number
  /** The focus stays where it is: in the composer, after one's own post. */
  keepFocus: boolean
}

export type GoTo = (number: number, options?: { keepFocus?: boolean }) => void

/** Posts shown above one that was asked for by its number. */
const context = 3

/**
 * Leads to a post, loading the window around it where it is not loaded; the address's `#7` does the
 * same, each time it is followed.
 */
export function useGoToPost(
  view: TopicView,
  onStart: (start: number) => void,
  posts: readonly Post[],
): GoTo {
  const [target, setTarget] = useState<Target | null>(null)
  const isLoaded = target !== null && posts.some((post) => post.number === target.number)
  const asked = useRef<number | null>(null)

  const goTo = useCallback<GoTo>(
    (number, options) => setTarget({ number, keepFocus: options?.keepFocus ?? false }),
    [],
  )
  const load = useEffectEvent((number: number) => {
    if (asked.current === number) return
    asked.current = number
    onStart(view === 'time' ? Math.max(1, number - context) : number)
  })
  useEffect(() => {
    if (!target) return
    if (!isLoaded) {
      load(target.number)
      return
    }
    asked.current = null
    if (target.keepFocus) rowOf(target.number)?.scrollIntoView({ block: 'nearest' })
    else showRow(target.number)
    setTarget(null)
  }, [target, isLoaded])

  const { hash, key } = useLocation()
  useEffect(() => {
    const number = postInHash(hash)
    if (number !== null) goTo(number)
  }, [hash, key, goTo])
  return goTo
}
