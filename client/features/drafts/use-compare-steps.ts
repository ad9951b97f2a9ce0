import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../shell/shortcuts/use-shortcuts.ts'

export interface CompareSteps {
  /** The change that one stands at, from 0; null before the first step. */
  step: number | null
  next: () => void
  previous: () => void
}

/** From change to change, by button or by j and k. `changes` are the places of the changed blocks. */
export function useCompareSteps(changes: readonly number[]): CompareSteps {
  const { t } = useTranslation('drafts')
  const [step, setStep] = useState<number | null>(null)
  const go = (by: 1 | -1) => {
    if (changes.length === 0) return
    const from = step ?? (by === 1 ? -1 : 0)
    const to = (from + by + changes.length) % changes.length
    setStep(to)
    show(changes[to])
  }
  const next = () => go(1)
  const previous = () => go(-1)
  useShortcuts([
    { keys: 'j', area: 'lists', label: t('compare.next'), run: next },
    { keys: 'k', area: 'lists', label: t('compare.previous'), run: previous },
  ])
  return { step, next, previous }
}

/** In the middle of the page, and in focus, so that Tab goes on from there. */
function show(at: number | undefined): void {
  const block = document.querySelector<HTMLElement>(`[data-change="${at}"]`)
  block?.focus({ preventScroll: true })
  block?.scrollIntoView({ block: 'center' })
}
