import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * One stop for Tab, arrows inside: for `role="toolbar"`. Give the result to the toolbar's element;
 * its buttons need nothing. Escape calls `onLeave`.
 */
export function useRovingFocus(onLeave: () => void): {
  ref: RefObject<HTMLDivElement | null>
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: () => void
} {
  const ref = useRef<HTMLDivElement>(null)
  const at = useRef<HTMLElement | null>(null)

  const settle = () => {
    const buttons = buttonsIn(ref.current)
    const stop = at.current !== null && buttons.includes(at.current) ? at.current : buttons[0]
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1
  }
  // After each rendering, since buttons come, go and are disabled.
  useLayoutEffect(settle)

  const onKeyDown = (event: KeyboardEvent) => {
    // Menus that hang below a button are elsewhere in the page, but their events come by.
    if (!(event.target instanceof Node) || !ref.current?.contains(event.target)) return
    if (event.key === 'Escape') return onLeave()
    const buttons = buttonsIn(ref.current)
    const index = buttons.indexOf(document.activeElement as HTMLElement)
    if (index === -1) return
    const next = nextIndex(event.key, index, buttons.length, isRightToLeft(ref.current))
    if (next === null) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  const onFocus = () => {
    const { activeElement } = document
    if (activeElement instanceof HTMLElement && buttonsIn(ref.current).includes(activeElement)) {
      at.current = activeElement
      settle()
    }
  }
  return { ref, onKeyDown, onFocus }
}

function buttonsIn(toolbar: HTMLElement | null): HTMLElement[] {
  return [...(toolbar?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])]
}

function isRightToLeft(element: HTMLElement | null): boolean {
  return element !== null && getComputedStyle(element).direction === 'rtl'
}

function nextIndex(key: string, index: number, count: number, isMirrored: boolean): number | null {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
  if (step !== undefined) return (index + (isMirrored ? -step : step) + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
