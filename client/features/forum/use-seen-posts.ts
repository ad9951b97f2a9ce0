import { useEffect, useEffectEvent, useState } from 'react'
import { numberOf, rowOf } from './post-rows.ts'

/** Fine steps, since half a window may be a twentieth of a long post. */
const thresholds = Array.from({ length: 21 }, (_, step) => step / 20)

/** What the top bar and the topic's line cover, in px. */
const headHeight = 96

/**
 * Watches the posts on the page. `onSeen` gets the numbers of those in sight while the page is
 * looked at. Returns the number of the lowest one in sight, null before.
 * `watched`: the posts' numbers in the order of the page, joined by commas; `dockHeight`: what covers
 * the foot of the window, in px.
 */
export function useSeenPosts(
  watched: string,
  dockHeight: number,
  onSeen: (numbers: number[]) => void,
): number | null {
  const [last, setLast] = useState<number | null>(null)
  const tell = useEffectEvent((inSight: Set<number>) => {
    if (inSight.size === 0) return
    if (document.visibilityState === 'visible') onSeen([...inSight])
    // By reply the lowest on the page is not the highest number.
    setLast(
      watched
        .split(',')
        .map(Number)
        .findLast((number) => inSight.has(number)) ?? null,
    )
  })
  useEffect(() => {
    const inSight = new Set<number>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const number = numberOf(entry.target as HTMLElement)
          if (isSeen(entry)) inSight.add(number)
          else inSight.delete(number)
        }
        tell(inSight)
      },
      { threshold: thresholds, rootMargin: `-${headHeight}px 0px -${dockHeight}px 0px` },
    )
    for (const number of watched.split(',')) {
      const row = rowOf(Number(number))
      if (row) observer.observe(row)
    }
    const back = () => tell(inSight)
    document.addEventListener('visibilitychange', back)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', back)
    }
  }, [watched, dockHeight])
  return last
}

/** A post counts as seen when more than half of it, or half a window of it, is in sight. */
function isSeen(entry: IntersectionObserverEntry): boolean {
  const half = (entry.rootBounds?.height ?? Infinity) / 2
  return entry.intersectionRatio > 0.5 || entry.intersectionRect.height > half
}
