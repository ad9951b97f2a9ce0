import { type RefObject, useEffect, useEffectEvent, useState } from 'react'

/** A post counts as seen when more than half of it, or half a window of it, is in sight. */
const thresholds = Array.from({ length: 21 }, (_, step) => step / 20)

/**
 * Watches the posts (`data-post-row`) under `root`. `onSeen` gets the numbers of those that came into
 * sight while the page is looked at. Returns the number of the last one in sight, null before.
 * `watched`: changes whenever other posts are on the page.
 */
export function useSeenPosts(
  root: RefObject<HTMLElement | null>,
  watched: string,
  onSeen: (numbers: number[]) => void,
): number | null {
  const [last, setLast] = useState<number | null>(null)
  const tell = useEffectEvent((inSight: number[]) => {
    if (inSight.length === 0) return
    if (document.visibilityState === 'visible') onSeen(inSight)
    setLast(lastOnPage(root.current, inSight))
  })
  useEffect(() => {
    const inSight = new Set<number>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const number = Number((entry.target as HTMLElement).dataset['postRow'])
          if (isSeen(entry)) inSight.add(number)
          else inSight.delete(number)
        }
        tell([...inSight])
      },
      { threshold: thresholds },
    )
    for (const post of root.current?.querySelectorAll('[data-post-row]') ?? [])
      observer.observe(post)
    const back = () => tell([...inSight])
    document.addEventListener('visibilitychange', back)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', back)
    }
  }, [root, watched])
  return last
}

function isSeen(entry: IntersectionObserverEntry): boolean {
  const half = (entry.rootBounds?.height ?? Infinity) / 2
  return entry.intersectionRatio > 0.5 || entry.intersectionRect.height > half
}

/** The lowest on the page, which by reply is not the highest number. */
function lastOnPage(root: HTMLElement | null, inSight: number[]): number | null {
  const rows = [...(root?.querySelectorAll<HTMLElement>('[data-post-row]') ?? [])]
  const row = rows.findLast((one) => inSight.includes(Number(one.dataset['postRow'])))
  return row ? Number(row.dataset['postRow']) : null
}
