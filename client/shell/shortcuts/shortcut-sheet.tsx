import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import css from './shortcut-sheet.module.css'
import {
  hasModifier,
  registeredShortcuts,
  subscribeShortcuts,
  type Shortcut,
  type ShortcutArea,
} from './shortcut-store.ts'

const areas: ShortcutArea[] = ['everywhere', 'lists', 'topic', 'editor']

/** What works on this page, made of what is registered on it. */
export function ShortcutSheet(props: {
  isOpen: boolean
  onClose: () => void
  areSingleKeysOn: boolean
}) {
  const { t } = useTranslation('shell')
  const all = useSyncExternalStore(subscribeShortcuts, registeredShortcuts)
    .flat()
    .filter((one) => props.areSingleKeysOn || hasModifier(one.keys))
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} title={t('shortcuts.title')}>
      <div className={css['areas']}>
        {areas.map((area) => {
          const shortcuts = all.filter((one) => one.area === area)
          if (shortcuts.length === 0) return null
          return (
            <section key={area}>
              <h3 className={css['area']}>{t(`shortcuts.${area}`)}</h3>
              <dl>
                {shortcuts.map((one) => (
                  <Row key={one.keys} shortcut={one} />
                ))}
              </dl>
            </section>
          )
        })}
      </div>
      <p className={css['note']}>{t(props.areSingleKeysOn ? 'shortcuts.on' : 'shortcuts.off')}</p>
    </Dialog>
  )
}

function Row(props: { shortcut: Shortcut }) {
  return (
    <div className={css['row']}>
      <dt>{props.shortcut.label}</dt>
      <dd>
        <Kbd keys={props.shortcut.keys} />
      </dd>
    </div>
  )
}
