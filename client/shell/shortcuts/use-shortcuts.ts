import { useEffect, useRef } from 'react'
import { registerShortcuts, type Shortcut } from './shortcut-store.ts'

/** Shortcuts that work, and stand in the `?` sheet, while the component is mounted. The acts may
 * change with every render; keys and labels decide when they are registered anew. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const signature = shortcuts.map((one) => `${one.keys}|${one.label}`).join('\n')
  useEffect(
    () =>
      registerShortcuts(
        latest.current.map((one, index) => ({
          ...one,
          run: (event) => latest.current[index]?.run(event),
        })),
      ),
    [signature],
  )
}
