import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation } from 'react-router'
import { postInHash } from './post-in-hash.ts'
import { showRow } from './post-rows.ts'
import type { TopicView } from './use-topic-windows.ts'

/** `isComing`: it is about to appear by itself, so that nothing has to be loaded for it. */
export type GoTo = (number: number, options?: { isComing?: boolean }) => void

/** Posts shown above one that was asked for by its number. */
const context = 3

/**
 * Leads to a post, loading the window around it where it is not loaded; the address's `#7` does the
 * same, each time it is followed.
 */
export function useGoToPost(view: TopicView, onStart: (start: number) => void): GoTo {
  const pending = useRef<number | null>(null)

  const reach = () => {
    if (pending.current === null || !showRow(pending.current)) return
    pending.current = null
  }
  const goTo: GoTo = (number, { isComing = false } = {}) => {
    pending.current = number
    reach()
    if (pending.current !== null && !isComing)
      onStart(view === 'time' ? Math.max(1, number - context) : number)
  }
  // Whichever rendering brings the post: the windows, the live arrival, the change of view.
  useEffect(reach)

  const { hash, key } = useLocation()
  const follow = useEffectEvent((_visit: string) => {
    const number = postInHash(hash)
    if (number !== null) goTo(number)
  })
  // An address typed anew keeps the key; the same link followed twice keeps the hash.
  useEffect(() => follow(`${key}${hash}`), [key, hash])
  return goTo
}
