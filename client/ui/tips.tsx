import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'
import css from './tips.module.css'
import { placeTip } from './tip-place.ts'

const delay = 400

/**
 * The tooltips of the whole page: whatever has `data-tip` (and `data-tip-keys`, a shortcut) shows it
 * on hover and on keyboard focus, and Escape hides it (WCAG 1.4.13). Once, in the app's root. A tip
 * never holds the only name of a control; that is its `aria-label`.
 */
export function Tips() {
  const [target, setTarget] = useState<HTMLElement | null>(null)
  useEffect(() => listen(setTarget), [])
  if (!target?.isConnected) return null
  return createPortal(<Tip target={target} />, document.body)
}

function Tip({ target }: { target: HTMLElement }) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current) placeTip(element.current, target)
  }, [target])
  const { tip, tipKeys } = target.dataset
  return (
    <div ref={element} className={css['tip']} aria-hidden>
      {tip}
      {tipKeys ? <Kbd keys={tipKeys} /> : null}
    </div>
  )
}

function listen(show: (target: HTMLElement | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = () => {
    clearTimeout(timer)
    show(null)
  }
  const over = (event: PointerEvent) => {
    const target = event.pointerType === 'mouse' ? tipOf(event) : null
    clearTimeout(timer)
    if (target) timer = setTimeout(() => show(target), delay)
    else show(null)
  }
  const focus = (event: FocusEvent) => {
    const target = tipOf(event)
    if (target?.matches(':focus-visible')) show(target)
  }
  const abort = new AbortController()
  const { signal } = abort
  document.addEventListener('pointerover', over, { signal })
  document.addEventListener('pointerdown', hide, { signal })
  document.addEventListener('focusin', focus, { signal })
  document.addEventListener('focusout', hide, { signal })
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { signal })
  window.addEventListener('scroll', hide, { signal, capture: true, passive: true })
  return () => {
    hide()
    abort.abort()
  }
}

function tipOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
}
