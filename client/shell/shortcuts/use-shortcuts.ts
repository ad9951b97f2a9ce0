import { useEffect, useRef } from 'react'
import { registerShortcuts, type Shortcut } from './shortcut-store.ts'

/** Shortcuts that work, and stand in the `?` sheet, while the component is mounted. The acts may
 * change with every render; only other keys or words register them anew. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const told = JSON.stringify(shortcuts.map(({ run: _, ...rest }) => rest))
  useEffect(() => {
    const entries = JSON.parse(told) as Omit<Shortcut, 'run'>[]
    return registerShortcuts(
      entries.map((entry, index) => ({
        ...entry,
        run: (event) => latest.current[index]?.run(event),
      })),
    )
  }, [told])
}
