import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'

/**
 * Keeps what one reads where it is when posts come in above it, or leave. `hold` is called before
 * they are asked for, with the end of the list that is looked at; `changing` are the posts.
 */
export function useHeldPlace(
  list: RefObject<HTMLElement | null>,
  changing: unknown,
): (end: 'first' | 'last') => void {
  const held = useRef<{ row: HTMLElement; top: number; inside: unknown } | null>(null)
  useLayoutEffect(() => {
    const place = held.current
    if (!place || place.inside === changing || !list.current) return
    held.current = null
    if (place.row.isConnected)
      window.scrollBy({
        top: place.row.getBoundingClientRect().top - place.top,
        behavior: 'instant',
      })
    list.current.style.overflowAnchor = ''
  }, [list, changing])
  return useCallback(
    (end) => {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-post-row]') ?? [])]
      const row = rows.at(end === 'first' ? 0 : -1)
      if (!row || !list.current) return
      // Two that hold the same place would move it twice.
      list.current.style.overflowAnchor = 'none'
      held.current = { row, top: row.getBoundingClientRect().top, inside: changing }
    },
    [list, changing],
  )
}
