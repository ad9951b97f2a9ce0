import { IconAlertTriangle } from '@tabler/icons-react'
import { type Editor, EditorContent, useEditorState } from '@tiptap/react'
import clsx from 'clsx'
import { type CSSProperties, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'
import { DiscussBubble } from './discuss-bubble.tsx'
import type { DraftSelection } from './draft-selection.ts'
import css from './draft-text.module.css'

/** Top-level blocks from which on a text is long: a page has about eight. */
const LONG = 160

/**
 * The text itself, with "Discuss" beside selected words. Where the editor meets something that it
 * does not know, it says so and is read-only. Props: `problems` from `useDraftEditor`.
 */
export function DraftText(props: {
  editor: Editor
  problems: DraftProblem[]
  onDiscuss?: ((selection: DraftSelection) => void) | undefined
}) {
  const { t } = useTranslation('editor')
  const frame = useRef<HTMLDivElement>(null)
  const isLong = useEditorState({
    editor: props.editor,
    selector: ({ editor }) => editor.state.doc.childCount >= LONG,
  })
  const label = { '--unsupported-label': JSON.stringify(t('unsupported.label')) } as CSSProperties
  return (
    <div ref={frame} className={css['frame']} style={label}>
      {props.problems.length === 0 ? null : (
        <output className={css['notice']}>
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          {t('unsupported.notice')}
        </output>
      )}
      <EditorContent editor={props.editor} className={clsx(css['text'], isLong && css['long'])} />
      {props.onDiscuss === undefined ? null : (
        <DiscussBubble editor={props.editor} frame={frame} onDiscuss={props.onDiscuss} />
      )}
    </div>
  )
}
