import { type Editor, useEditorState } from '@tiptap/react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import css from './draft-outline.module.css'

interface OutlineEntry {
  level: number
  text: string
  position: number
  isCurrent: boolean
}

/** The headings, to go to; the one that the caret is under is marked. Props: `editor`. */
export function DraftOutline(props: { editor: Editor }) {
  const { t } = useTranslation('editor')
  const { editor } = props
  const entries = useEditorState({ editor, selector: ({ editor: current }) => outlineOf(current) })
  if (entries.length === 0) return null
  const goTo = (position: number) => {
    editor.commands.setTextSelection(position + 1)
    const element = editor.view.nodeDOM(position)
    if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
    editor.view.focus()
  }
  return (
    <nav className={css['outline']} aria-label={t('outline.label')}>
      <h2 className={css['title']}>{t('outline.label')}</h2>
      <ul className={css['list']}>
        {entries.map((entry) => (
          <li key={entry.position}>
            <button
              type="button"
              dir="auto"
              className={clsx(css['entry'], entry.isCurrent && css['current'])}
              data-level={entry.level}
              aria-current={entry.isCurrent ? 'location' : undefined}
              onClick={() => goTo(entry.position)}
            >
              {entry.text}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function outlineOf(editor: Editor): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  editor.state.doc.descendants((node, position) => {
    if (node.type.name !== 'heading') return !node.isTextblock
    const text = node.textContent.trim()
    const level = Number(node.attrs['level'])
    if (text !== '') entries.push({ level, text, position, isCurrent: false })
    return false
  })
  const caret = editor.state.selection.from
  const current = entries.findLast((entry) => entry.position <= caret)
  if (current !== undefined) current.isCurrent = true
  return entries
}
