import { useEffect, useState } from 'react'

const room = 16

/**
 * How much of the window's foot the dock covers, in px, so that nothing counts as seen behind it and
 * nothing is scrolled to there. Returns the height and a ref for the dock.
 */
export function useDockHeight(): [number, (dock: HTMLElement | null) => void] {
  const [dock, setDock] = useState<HTMLElement | null>(null)
  const [height, setHeight] = useState(0)
  useEffect(() => {
    if (!dock) return
    const observer = new ResizeObserver(() => {
      const under = Number.parseFloat(getComputedStyle(dock).insetBlockEnd) || 0
      setHeight(dock.offsetHeight + under)
    })
    observer.observe(dock)
    return () => {
      observer.disconnect()
      setHeight(0)
    }
  }, [dock])
  useEffect(() => {
    const page = document.documentElement
    page.style.scrollPaddingBlockEnd = `${height + room}px`
    return () => {
      page.style.scrollPaddingBlockEnd = ''
    }
  }, [height])
  return [height, setDock]
}
