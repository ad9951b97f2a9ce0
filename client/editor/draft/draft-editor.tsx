import type { ReactNode } from 'react'
import { DraftText } from './draft-text.tsx'
import { DraftToolbar } from './draft-toolbar.tsx'
import type { DraftSelection } from './draft-selection.ts'
import { EDITOR_REGION } from './focus-toolbar.ts'
import type { DraftEditing, DraftEditorOptions } from './use-draft-editor.ts'

/**
 * Toolbar and text of a draft, as `useDraftEditor` made them. Outline, presence and save state are
 * components of their own, for the page to place. Props: `editing`; `mayWrite` hides the toolbar;
 * `onDiscuss` where the reader may start a topic; `below` stands under the text.
 */
export function DraftEditor(
  props: {
    editing: DraftEditing
    onDiscuss?: ((selection: DraftSelection) => void) | undefined
    below?: ReactNode
  } & Pick<DraftEditorOptions, 'mayWrite' | 'onUploadImage'>,
) {
  const { editor, problems } = props.editing
  const isWriting = props.mayWrite && problems.length === 0
  return (
    <div {...{ [EDITOR_REGION]: '' }}>
      {isWriting ? (
        <DraftToolbar
          editor={editor}
          onDiscuss={props.onDiscuss}
          onUploadImage={props.onUploadImage}
        />
      ) : null}
      <DraftText editor={editor} problems={problems} onDiscuss={props.onDiscuss} />
      {props.below}
    </div>
  )
}
