import { createKeybindingsHandler, defaultKeybindingsHandlerIgnore } from 'tinykeys'

export type ShortcutArea = 'everywhere' | 'lists' | 'topic' | 'editor'

export interface Shortcut {
  /** tinykeys' notation: `j`, `g h`, `$mod+k`, `[Shift]+?`. */
  keys: string
  area: ShortcutArea
  /** In the reader's language, as the sheet prints it. */
  label: string
  run: (event: KeyboardEvent) => void
  /** Also while one types in a field; only sensible with a modifier. */
  worksInFields?: boolean
}

// What is mounted says what works: the sheet is made of this list, so it cannot promise a dead key.
let registered: readonly (readonly Shortcut[])[] = []
const listeners = new Set<() => void>()

export function registerShortcuts(shortcuts: readonly Shortcut[]): () => void {
  change([...registered, shortcuts])
  return () => change(registered.filter((one) => one !== shortcuts))
}

export function registeredShortcuts(): readonly (readonly Shortcut[])[] {
  return registered
}

export function subscribeShortcuts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: typeof registered): void {
  registered = next
  for (const listener of listeners) listener()
}

/** Listens for the keys. `areSingleKeysOn`: who switched single keys off keeps those with a modifier
 * (WCAG 2.1.4). A later registration of the same keys wins. */
export function listenForShortcuts(
  registrations: readonly (readonly Shortcut[])[],
  areSingleKeysOn: boolean,
): () => void {
  const all = registrations.flat().filter((one) => areSingleKeysOn || hasModifier(one.keys))
  const handlers = [
    createKeybindingsHandler(mapOf(all.filter((one) => !one.worksInFields)), { ignore: isBusy }),
    createKeybindingsHandler(mapOf(all.filter((one) => one.worksInFields)), {
      ignore: () => false,
    }),
  ]
  for (const handler of handlers) window.addEventListener('keydown', handler)
  return () => {
    for (const handler of handlers) window.removeEventListener('keydown', handler)
  }
}

export function hasModifier(keys: string): boolean {
  return /(\$mod|Control|Alt|Meta)\+/.test(keys)
}

// Keys of the page behind must not act while a dialog or a menu is open.
function isBusy(event: KeyboardEvent): boolean {
  const target = event.target as Element | null
  return (
    defaultKeybindingsHandlerIgnore(event) ||
    Boolean(target?.closest('input, textarea, select, [contenteditable="true"], [role="menu"]')) ||
    document.querySelector('[role="dialog"][aria-modal="true"]') !== null
  )
}

function mapOf(shortcuts: Shortcut[]): Record<string, (event: KeyboardEvent) => void> {
  return Object.fromEntries(
    shortcuts.map((one) => [
      one.keys,
      (event: KeyboardEvent) => {
        event.preventDefault()
        one.run(event)
      },
    ]),
  )
}
