import { useEffect, useEffectEvent, useRef } from 'react'
import { useLocation } from 'react-router'
import { postInHash } from './post-in-hash.ts'
import { rowOf, showRow } from './post-rows.ts'
import type { TopicView } from './use-topic-windows.ts'

interface GoToOptions {
  /** The focus stays where it is: in the composer, after one's own post. */
  keepFocus?: boolean
  /** It is about to appear by itself: nothing has to be loaded for it. */
  isComing?: boolean
}

export type GoTo = (number: number, options?: GoToOptions) => void

/** Posts shown above one that was asked for by its number. */
const context = 3

/**
 * Leads to a post, loading the window around it where it is not loaded; the address's `#7` does the
 * same, each time it is followed.
 */
export function useGoToPost(view: TopicView, onStart: (start: number) => void): GoTo {
  const pending = useRef<{ number: number; keepFocus: boolean } | null>(null)

  const reach = () => {
    const target = pending.current
    if (!target) return true
    const row = rowOf(target.number)
    if (!row) return false
    pending.current = null
    if (target.keepFocus) row.scrollIntoView({ block: 'nearest' })
    else showRow(target.number)
    return true
  }
  const goTo: GoTo = (number, { keepFocus = false, isComing = false } = {}) => {
    pending.current = { number, keepFocus }
    if (reach() || isComing) return
    onStart(view === 'time' ? Math.max(1, number - context) : number)
  }
  // Whichever rendering brings the post: the windows, the live arrival, the change of view.
  useEffect(() => void reach())

  const { hash, key } = useLocation()
  const follow = useEffectEvent((_visit: string) => {
    const number = postInHash(hash)
    if (number !== null) goTo(number)
  })
  useEffect(() => follow(key), [key])
  return goTo
}
