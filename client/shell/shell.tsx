import { useDisclosure } from '@mantine/hooks'
import clsx from 'clsx'
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router'
import { UnsentWorkGuard } from '../offline/unsent-work-guard.tsx'
import { Live } from '../realtime/live.tsx'
import { ErrorPage } from '../ui/error-page.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { expectContentFocus } from './content-focus.ts'
import { LazySidePanel } from './lazy-side-panel.tsx'
import { Notices } from './notices.tsx'
import { OutsidePage } from './outside-page.tsx'
import { PlaceProvider, usePlace } from './place.tsx'
import { usePerson, useSession } from './session.tsx'
import css from './shell.module.css'
import { ShellStateProvider, useShellSize } from './shell-state.tsx'
import { ShellShortcuts } from './shortcuts/shell-shortcuts.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { useEver } from './use-ever.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('./palette/command-palette.tsx')).CommandPalette,
}))
const ShortcutSheet = lazy(async () => ({
  default: (await import('./shortcuts/shortcut-sheet.tsx')).ShortcutSheet,
}))

/** The frame of everything behind the sign-in. */
export function Shell() {
  const { t } = useTranslation('errors')
  const { person, installation } = useSession()
  const { pathname, search } = useLocation()
  if (!installation.isSetUp) {
    return (
      <OutsidePage title={t('page.notSetUpTitle')}>
        <ErrorPage kind="notSetUp" />
      </OutsidePage>
    )
  }
  if (!person) {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/sign-in${next}`} replace />
  }
  return (
    <PlaceProvider>
      <Live />
      <UnsentWorkGuard />
      <Frame />
    </PlaceProvider>
  )
}

function Frame() {
  const { t } = useTranslation('shell')
  const person = usePerson()
  const { group } = usePlace()
  const size = useShellSize()
  const isNarrow = useMatches().some((match) => (match.handle as RouteHandle | undefined)?.isNarrow)
  const [isDrawerOpen, drawer] = useDisclosure(false)
  const [isPaletteOpen, palette] = useDisclosure(false)
  const [isSheetOpen, sheet] = useDisclosure(false)
  const state = useMemo(
    () => ({ openDrawer: drawer.open, openPalette: palette.open, openShortcuts: sheet.open }),
    [drawer.open, palette.open, sheet.open],
  )
  const { pathname } = useLocation()
  const { close: closeDrawer } = drawer
  useEffect(closeDrawer, [pathname, closeDrawer])
  useFocusOnArrival(pathname)
  const wasPaletteOpen = useEver(isPaletteOpen)
  const wasSheetOpen = useEver(isSheetOpen)
  const isSideBeside = size === 'wide' || size === 'desk'
  const sidebar = { openPalette: palette.open, openShortcuts: sheet.open }
  return (
    <ShellStateProvider value={state}>
      <a className={css['skip']} href="#content">
        {t('skipToContent')}
      </a>
      <ShellShortcuts
        areSingleKeysOn={person.keyboardShortcuts}
        isMember={group?.isMember ?? false}
        openPalette={palette.open}
        openSheet={sheet.open}
      />
      <div
        className={clsx(css['shell'], isNarrow && css['narrow'], !isSideBeside && css['single'])}
      >
        {isSideBeside ? (
          <nav className={css['side']} aria-label={t('navigation')}>
            <Sidebar isNarrow={isNarrow} {...sidebar} />
          </nav>
        ) : null}
        <div className={css['column']}>
          <Notices />
          <Outlet />
          <ScrollRestoration />
        </div>
      </div>
      {isSideBeside ? null : (
        <LazySidePanel
          isOpen={isDrawerOpen}
          onClose={drawer.close}
          side="start"
          label={t('navigation')}
        >
          <Sidebar {...sidebar} />
        </LazySidePanel>
      )}
      {size === 'phone' ? <BottomBar /> : null}
      <Suspense>
        {wasPaletteOpen && group ? (
          <CommandPalette
            isOpen={isPaletteOpen}
            onClose={palette.close}
            openShortcuts={sheet.open}
          />
        ) : null}
        {wasSheetOpen ? (
          <ShortcutSheet
            isOpen={isSheetOpen}
            onClose={sheet.close}
            areSingleKeysOn={person.keyboardShortcuts}
          />
        ) : null}
      </Suspense>
    </ShellStateProvider>
  )
}

/** What a route may say about its frame. */
export interface RouteHandle {
  /** The sidebar as icons alone, beside a draft. */
  isNarrow?: boolean
}

function useFocusOnArrival(pathname: string): void {
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    expectContentFocus()
  }, [pathname])
}
