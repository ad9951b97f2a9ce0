import { Button, Group } from '@mantine/core'
import { EditorContent, useEditorState } from '@tiptap/react'
import clsx from 'clsx'
import {
  type DragEvent,
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { AttachedFile } from '#shared/contracts/files.ts'
import { markdownToPost } from '#shared/editor/post-markdown.ts'
import { EDITOR_REGION } from '../draft/focus-toolbar.ts'
import { AttachmentList } from './attachment-list.tsx'
import type { MentionCandidate } from './mention-candidate.ts'
import { MentionMenu } from './mention-menu.tsx'
import css from './post-composer.module.css'
import { PostToolbar } from './post-toolbar.tsx'
import { type Upload, filesOf, useAttachments } from './use-attachments.ts'
import { usePostEditor } from './use-post-editor.ts'

export interface PostComposerHandle {
  focus: () => void
  /** Puts Markdown at the end (a quotation, for example) and the caret after it. */
  append: (markdown: string) => void
  /** Empties text and files, after the post has gone. */
  clear: () => void
}

export interface PostComposerProps {
  ref?: Ref<PostComposerHandle>
  initialMarkdown?: string
  initialFiles?: AttachedFile[]
  /** The text's accessible name; "Your post" where it is left out. */
  label?: string
  placeholder?: string
  submitLabel: string
  isSubmitting?: boolean
  searchMentions: (query: string) => Promise<MentionCandidate[]>
  /** Absent where one may not attach files. */
  upload?: Upload
  /** After a short rest: to keep what is being written. */
  onChange?: (markdown: string) => void
  onFiles?: (files: AttachedFile[]) => void
  onSubmit: (post: { markdown: string; files: AttachedFile[] }) => void
  onCancel?: { label: string; run: () => void }
  /** Stands at the start of the line with the buttons: to whom one answers, for example. */
  children?: ReactNode
}

/**
 * Writes a post as rich text and yields Markdown. "@" names people and agencies; files come by
 * button, paste or drop; Ctrl or ⌘ with Enter posts. Markdown that is typed or pasted is read.
 */
export function PostComposer({ ref, ...props }: PostComposerProps) {
  const { t } = useTranslation('editor')
  const frame = useRef<HTMLDivElement>(null)
  const menuId = useId()
  const attachments = useAttachments(props.initialFiles ?? [], props.upload, (files) =>
    props.onFiles?.(files),
  )
  const { editor, store, flush } = usePostEditor({
    initialMarkdown: props.initialMarkdown ?? '',
    label: props.label ?? t('post.label'),
    placeholder: props.placeholder ?? t('post.placeholder'),
    searchMentions: props.searchMentions,
    onChange: (markdown) => props.onChange?.(markdown),
    onSubmit: submit,
    onFiles: (files) => {
      attachments.add(files)
      return props.upload !== undefined
    },
  })
  const isEmpty = useEditorState({ editor, selector: ({ editor: current }) => current.isEmpty })
  const maySubmit = !isEmpty && !attachments.isBusy && props.isSubmitting !== true
  const dropping = useDropping((files) => attachments.add(files), props.upload !== undefined)

  function submit(): void {
    if (!maySubmit) return
    props.onSubmit({ markdown: flush(), files: filesOf(attachments.list) })
  }

  useImperativeHandle(ref, () => ({
    focus: () => editor.commands.focus('end'),
    append: (markdown) => {
      const { content = [] } = markdownToPost(markdown)
      const end = editor.isEmpty
        ? { from: 0, to: editor.state.doc.content.size }
        : editor.state.doc.content.size
      editor
        .chain()
        .insertContentAt(end, [...content, { type: 'paragraph' }])
        .focus('end')
        .run()
    },
    clear: () => {
      editor.commands.clearContent(true)
      attachments.clear()
    },
  }))

  return (
    <div
      ref={frame}
      {...{ [EDITOR_REGION]: '' }}
      {...dropping.handlers}
      className={clsx(css['composer'], dropping.isOver && css['over'])}
    >
      <PostToolbar
        editor={editor}
        onFiles={props.upload === undefined ? undefined : (files) => attachments.add(files)}
      />
      <EditorContent editor={editor} className={css['text']} />
      <MentionMenu store={store} textbox={editor.view.dom} frame={frame} id={menuId} />
      <AttachmentList attachments={attachments} />
      <div className={css['foot']}>
        <div className={css['start']}>{dropping.isOver ? t('post.dropHere') : props.children}</div>
        <Group gap="xs">
          {props.onCancel === undefined ? null : (
            <Button variant="subtle" onClick={props.onCancel.run}>
              {props.onCancel.label}
            </Button>
          )}
          <Button
            variant="filled"
            disabled={!maySubmit}
            loading={props.isSubmitting === true}
            onClick={submit}
          >
            {props.submitLabel}
          </Button>
        </Group>
      </div>
    </div>
  )
}

/** Files that are dragged over the whole composer; a drop into the text is the editor's own. */
function useDropping(onFiles: (files: File[]) => void, isAllowed: boolean) {
  const [isOver, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => isAllowed && event.dataTransfer.types.includes('Files')
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      const isInside = event.currentTarget.contains(event.relatedTarget as Node | null)
      if (!isInside) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!hasFiles(event) || event.isDefaultPrevented()) return
      event.preventDefault()
      onFiles([...event.dataTransfer.files])
    },
  }
  return { isOver: isOver && isAllowed, handlers }
}
