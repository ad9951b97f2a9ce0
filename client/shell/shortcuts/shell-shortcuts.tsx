import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { moveInList } from './list-keys.ts'
import {
  listenForShortcuts,
  registeredShortcuts,
  subscribeShortcuts,
  type Shortcut,
} from './shortcut-store.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The shortcuts of the shell, and the one listener for all. Renders nothing. */
export function ShellShortcuts(props: {
  areSingleKeysOn: boolean
  isMember: boolean
  openPalette: () => void
  openSheet: () => void
}) {
  const { areSingleKeysOn } = props
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const go = (keys: string, label: string, to: string): Shortcut => ({
    keys,
    area: 'everywhere',
    label,
    run: () => void navigate(to),
  })
  useShortcuts([
    {
      keys: '$mod+k',
      area: 'everywhere',
      label: t('searchOrGoTo'),
      run: props.openPalette,
      worksInFields: true,
    },
    { keys: '/', area: 'everywhere', label: t('searchOrGoTo'), run: props.openPalette },
    { keys: '[Shift]+?', area: 'everywhere', label: t('shortcuts.sheet'), run: props.openSheet },
    go('g h', t('shortcuts.goHome'), '/'),
    go('g n', t('shortcuts.goNotifications'), '/notifications'),
    ...(props.isMember ? [go('g m', t('shortcuts.goMembers'), '/members')] : []),
    { keys: 'j', area: 'lists', label: t('shortcuts.next'), run: () => moveInList(1) },
    { keys: 'k', area: 'lists', label: t('shortcuts.previous'), run: () => moveInList(-1) },
  ])
  const registered = useSyncExternalStore(subscribeShortcuts, registeredShortcuts)
  useEffect(() => listenForShortcuts(registered, areSingleKeysOn), [registered, areSingleKeysOn])
  return null
}
