import { Placeholder } from '@tiptap/extensions'
import { type Editor, useEditor } from '@tiptap/react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'
import { draftExtensions } from '#shared/editor/draft-schema.ts'
import { Authorship } from '../authorship/authorship-plugin.ts'
import { guardedCollaboration } from '../binding/guarded-collaboration.ts'
import { pendingInput } from '../binding/pending-input.ts'
import { UnsupportedBlock } from '../binding/unsupported-block.ts'
import { ViewLock } from '../binding/view-lock.ts'
import type { DraftSession } from '../connection/draft-session.ts'
import { useLatest } from '../use-latest.ts'
import { carets } from '../carets/carets.ts'
import { focusToolbar } from './focus-toolbar.ts'
import { imagesIn } from './images-in.ts'

export interface DraftEditorOptions {
  session: DraftSession
  /** The text's accessible name. */
  title: string
  /** The language that the text is written in. */
  language: string
  mayWrite: boolean
  /**
   * Uploads a picture and answers its address, `/api/files/<id>`, or null when it failed and that
   * was said; absent where one may not.
   */
  onUploadImage?: ((file: File) => Promise<string | null>) | undefined
}

export interface DraftEditing {
  editor: Editor
  /** Parts that this editor does not know: while there are any, the view is read-only (H5). */
  problems: DraftProblem[]
}

/** The editor bound to a session's text. A new session gets a new editor. */
export function useDraftEditor(options: DraftEditorOptions): DraftEditing {
  const { t } = useTranslation('editor')
  const { session, mayWrite } = options
  const latest = useLatest(options)
  const lock = useMemo(() => new ViewLock(session.fragment), [session])
  const [problems, setProblems] = useState<DraftProblem[]>([])
  const isEditable = mayWrite && problems.length === 0

  const editor = useEditor(
    {
      // The style sheet is ours: nothing may be injected under the content security policy.
      injectCSS: false,
      editable: isEditable,
      extensions: [
        ...draftExtensions,
        UnsupportedBlock,
        guardedCollaboration(lock, (found) => queueMicrotask(() => setProblems(found))),
        pendingInput(session.beforeIncoming),
        carets(session.awareness),
        Authorship,
        Placeholder.configure({ placeholder: t('draft.placeholder'), showOnlyWhenEditable: true }),
      ],
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true' },
        handleKeyDown: (view, event) =>
          event.altKey && event.key === 'F10' ? focusToolbar(view.dom) : false,
        handlePaste: (_view, event) => uploadImages(event.clipboardData),
        handleDrop: (_view, event, _slice, isMoved) => !isMoved && uploadImages(event.dataTransfer),
      },
    },
    [session],
  )

  function uploadImages(data: DataTransfer | null): boolean {
    const files = imagesIn(data)
    const { onUploadImage } = latest.get()
    if (files.length === 0 || onUploadImage === undefined) return false
    for (const file of files) void insertUploaded(editor, file, onUploadImage)
    return true
  }

  useEffect(() => lock.allow(mayWrite), [lock, mayWrite])

  const { title, language } = options
  useEffect(() => {
    describeText(editor.view.dom, { title, language, isEditable })
  }, [editor, title, language, isEditable])

  useEffect(() => {
    if (editor.isEditable !== isEditable) editor.setEditable(isEditable, false)
  }, [editor, isEditable])

  return { editor, problems }
}

/** For who hears the page instead of seeing it. */
function describeText(
  text: HTMLElement,
  { title, language, isEditable }: { title: string; language: string; isEditable: boolean },
): void {
  text.setAttribute('aria-label', title)
  text.setAttribute('aria-readonly', String(!isEditable))
  text.lang = language
}

/** The picture goes where the caret is when it has arrived; its file's name becomes its words. */
export async function insertUploaded(
  editor: Editor,
  file: File,
  upload: (file: File) => Promise<string | null>,
): Promise<void> {
  const src = await upload(file)
  if (src === null || editor.isDestroyed) return
  const alt = file.name.replace(/\.[^.]*$/, '').slice(0, 200)
  editor.chain().focus().insertContent({ type: 'image', attrs: { src, alt } }).run()
}
