import { lazy, Suspense, type ComponentProps } from 'react'
import type { SidePanel as Panel } from './side-panel.tsx'
import { useEver } from './use-ever.ts'

const SidePanel = lazy(async () => ({ default: (await import('./side-panel.tsx')).SidePanel }))

/** A side panel whose script comes when it is opened for the first time. */
export function LazySidePanel(props: ComponentProps<typeof Panel>) {
  const wasOpen = useEver(props.isOpen)
  if (!wasOpen) return null
  return (
    <Suspense>
      <SidePanel {...props} />
    </Suspense>
  )
}
