import css from './kbd.module.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

const symbols: Record<string, string> = isMac
  ? { $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃', Enter: '↵', Escape: 'Esc' }
  : { $mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt', Control: 'Ctrl', Enter: '↵', Escape: 'Esc' }

/** An optional modifier is for keyboards that need it to reach the key. */
const visible = (keys: string) => keys.replace(/\[\w+\]\+/g, '')

/** Keys as people see them on theirs. Props: `keys` in tinykeys' notation, `$mod+k` or `g h`. */
export function Kbd(props: { keys: string }) {
  return (
    <span className={css['keys']}>
      {visible(props.keys)
        .split(' ')
        .flatMap((press) =>
          press.split('+').map((key) => (
            <kbd key={`${press}${key}`} className={css['key']}>
              {symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
            </kbd>
          )),
        )}
    </span>
  )
}
