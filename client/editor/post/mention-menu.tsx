// A listbox whose focus stays in the text: a select or a datalist cannot stand beside an editor, and
// the options take keys from there.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import clsx from 'clsx'
import { type RefObject, useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Bidi } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import css from './mention-menu.module.css'
import type { MentionMenuStore } from './mention-menu-store.ts'

/**
 * The list below an "@": arrows choose, Enter or Tab takes, Escape closes; the focus stays in the
 * text. Props: `store`; `textbox`, the text's element, which is told of the list; `frame`, the
 * positioned element around both; `id` of the list.
 */
export function MentionMenu(props: {
  store: MentionMenuStore
  textbox: HTMLElement
  frame: RefObject<HTMLElement | null>
  id: string
}) {
  const { t } = useTranslation('editor')
  const { store, textbox, frame, id } = props
  const open = useSyncExternalStore(store.subscribe, store.look)
  const active = open !== null && open.candidates.length > 0 ? `${id}-${open.index}` : null
  useEffect(() => {
    textbox.setAttribute('aria-haspopup', 'listbox')
    if (active === null) {
      textbox.removeAttribute('aria-activedescendant')
      textbox.removeAttribute('aria-controls')
      return
    }
    textbox.setAttribute('aria-controls', id)
    textbox.setAttribute('aria-activedescendant', active)
    document.querySelector(`#${CSS.escape(active)}`)?.scrollIntoView({ block: 'nearest' })
  }, [textbox, id, active])
  if (open === null || (open.isLoading && open.candidates.length === 0)) return null
  const around = frame.current?.getBoundingClientRect()
  const top = (open.rect?.bottom ?? 0) - (around?.top ?? 0) + 4
  const left = Math.max(
    0,
    Math.min((open.rect?.left ?? 0) - (around?.left ?? 0), (around?.width ?? 320) - 320),
  )
  return (
    <div className={css['menu']} style={{ insetBlockStart: top, left }}>
      {open.candidates.length === 0 ? (
        <output className={css['empty']}>{t('post.mentionEmpty')}</output>
      ) : (
        <div className={css['list']} id={id} role="listbox" aria-label={t('post.mentionLabel')}>
          {open.candidates.map((candidate, index) => (
            <div
              key={`${candidate.kind}:${candidate.id}`}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === open.index}
              className={clsx(css['option'], index === open.index && css['active'])}
              onPointerDown={(event) => {
                event.preventDefault()
                store.choose(candidate)
              }}
            >
              <Bidi className={css['label']}>{candidate.label}</Bidi>
              {candidate.agency === null || candidate.kind === 'agency' ? null : (
                <Nameplate agency={candidate.agency} />
              )}
              {candidate.detail === null ? null : (
                <Bidi className={css['detail']}>{candidate.detail}</Bidi>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
