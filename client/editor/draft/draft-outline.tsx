import { type Editor, useEditorState } from '@tiptap/react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import css from './draft-outline.module.css'
import { outlineOf } from './outline.ts'

interface ShownOutline {
  /** Without positions: what is typed above a heading draws nothing anew. */
  entries: { key: string; level: number; text: string }[]
  /** Of the heading that the caret is under; -1 above the first. */
  current: number
}

/** The headings, to go to; the one that the caret is under is marked. Props: `editor`. */
export function DraftOutline(props: { editor: Editor }) {
  const { t } = useTranslation('editor')
  const { editor } = props
  const { entries, current } = useEditorState({
    editor,
    selector: ({ editor: now }) => shownOutline(now),
    equalityFn: isSame,
  })
  if (entries.length === 0) return null
  const goTo = (nth: number) => {
    const position = outlineOf(editor.state.doc)[nth]?.position
    if (position === undefined) return
    editor.commands.setTextSelection(position + 1)
    const element = editor.view.nodeDOM(position)
    if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
    editor.view.focus()
  }
  return (
    <nav className={css['outline']} aria-label={t('outline.label')}>
      <h2 className={css['title']}>{t('outline.label')}</h2>
      <ul className={css['list']}>
        {entries.map((entry, nth) => (
          <li key={entry.key}>
            <button
              type="button"
              dir="auto"
              className={clsx(css['entry'], nth === current && css['current'])}
              data-level={entry.level}
              aria-current={nth === current ? 'location' : undefined}
              onClick={() => goTo(nth)}
            >
              {entry.text}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function shownOutline(editor: Editor): ShownOutline {
  const caret = editor.state.selection.from
  const counts = new Map<string, number>()
  const headings = outlineOf(editor.state.doc)
  const entries = headings.map(({ level, text }) => {
    const count = (counts.get(text) ?? 0) + 1
    counts.set(text, count)
    return { key: `${count} ${text}`, level, text }
  })
  return { entries, current: headings.findLastIndex(({ position }) => position <= caret) }
}

function isSame(a: ShownOutline, b: ShownOutline | null): boolean {
  return (
    b !== null &&
    a.current === b.current &&
    a.entries.length === b.entries.length &&
    a.entries.every(({ key, level }, nth) => {
      const other = b.entries[nth]
      return key === other?.key && level === other.level
    })
  )
}
