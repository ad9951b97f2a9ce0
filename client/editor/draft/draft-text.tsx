import { IconAlertTriangle } from '@tabler/icons-react'
import { type Editor, EditorContent } from '@tiptap/react'
import { type CSSProperties, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'
import { DiscussBubble } from './discuss-bubble.tsx'
import type { DraftSelection } from './draft-selection.ts'
import css from './draft-text.module.css'

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
  const label = { '--unsupported-label': JSON.stringify(t('unsupported.label')) } as CSSProperties
  return (
    <div ref={frame} className={css['frame']} style={label}>
      {props.problems.length === 0 ? null : (
        <output className={css['notice']}>
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          {t('unsupported.notice')}
        </output>
      )}
      <EditorContent editor={props.editor} className={css['text']} />
      {props.onDiscuss === undefined ? null : (
        <DiscussBubble editor={props.editor} frame={frame} onDiscuss={props.onDiscuss} />
      )}
    </div>
  )
}
