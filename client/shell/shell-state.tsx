import { useMediaQuery } from '@mantine/hooks'
import { createContext, use, type ReactNode } from 'react'

/** `wide`: rail beside the page; `desk`: the rail is a panel; `drawer`: so is the sidebar; `phone`:
 * a bar at the bottom. */
export type ShellSize = 'wide' | 'desk' | 'drawer' | 'phone'

const atOnce = { getInitialValueInEffect: false }

export function useShellSize(): ShellSize {
  const isWide = useMediaQuery('(min-width: 1200px)', undefined, atOnce)
  const isDesk = useMediaQuery('(min-width: 960px)', undefined, atOnce)
  const isTablet = useMediaQuery('(min-width: 640px)', undefined, atOnce)
  if (isWide) return 'wide'
  if (isDesk) return 'desk'
  return isTablet ? 'drawer' : 'phone'
}

interface ShellState {
  openDrawer: () => void
  openPalette: () => void
  openShortcuts: () => void
}

const ShellStateContext = createContext<ShellState | null>(null)

export function ShellStateProvider(props: { value: ShellState; children: ReactNode }) {
  return <ShellStateContext value={props.value}>{props.children}</ShellStateContext>
}

export function useShellState(): ShellState {
  const state = use(ShellStateContext)
  if (!state) throw new Error('useShellState needs the shell above it')
  return state
}
