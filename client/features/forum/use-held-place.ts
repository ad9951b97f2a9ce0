import { useLayoutEffect, useRef } from 'react'
import { edgeRow } from './post-rows.ts'

interface HeldPlace {
  row: HTMLElement
  list: HTMLElement
  top: number
  inside: unknown
}

/**
 * Keeps what one reads where it is when posts come in above it, or leave. `hold` is called before
 * they are asked for, with the end of the list that is looked at; `changing` are the posts.
 */
export function useHeldPlace(changing: unknown): (end: 'first' | 'last') => void {
  const held = useRef<HeldPlace | null>(null)
  useLayoutEffect(() => {
    const place = held.current
    if (!place || place.inside === changing) return
    held.current = null
    if (place.row.isConnected) {
      const moved = place.row.getBoundingClientRect().top - place.top
      window.scrollBy({ top: moved, behavior: 'instant' })
    }
    place.list.style.overflowAnchor = ''
  })
  return (end) => {
    const row = edgeRow(end)
    const list = row?.parentElement
    if (!row || !list) return
    // The browser's own anchoring beside this would move the page twice.
    list.style.overflowAnchor = 'none'
    held.current = { row, list, top: row.getBoundingClientRect().top, inside: changing }
  }
}
