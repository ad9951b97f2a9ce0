import { Placeholder } from '@tiptap/extensions'
import { type Editor, useEditor } from '@tiptap/react'
import { useEffect, useMemo, useRef } from 'react'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { markdownToPost, postToMarkdown } from '#shared/editor/post-markdown.ts'
import { postExtensions } from '#shared/editor/post-schema.ts'
import { useLatest } from '../use-latest.ts'
import { focusToolbar } from '../draft/focus-toolbar.ts'
import type { MentionCandidate } from './mention-candidate.ts'
import { mentions } from './mention-extension.ts'
import { MentionMenuStore } from './mention-menu-store.ts'
import { pasteMarkdown } from './pasted-markdown.ts'

export interface PostEditorOptions {
  initialMarkdown: string
  label: string
  placeholder: string
  searchMentions: (query: string) => Promise<MentionCandidate[]>
  onChange: (markdown: string) => void
  onSubmit: () => void
  onFiles: (files: File[]) => boolean
}

/** Milliseconds of rest after which what was written is told to the outside. */
const REST = 400

/** The composer's editor: rich text outside, Markdown inside. */
export function usePostEditor(options: PostEditorOptions): {
  editor: Editor
  store: MentionMenuStore
  /** What is written now, told at once. */
  flush: () => string
} {
  const latest = useLatest(options)
  const store = useMemo(() => new MentionMenuStore(), [])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const editor: Editor = useEditor(
    {
      injectCSS: false,
      content: markdownToPost(options.initialMarkdown),
      extensions: [
        ...postExtensions,
        mentions((query) => latest.get().searchMentions(query), store),
        Placeholder.configure({ placeholder: () => latest.get().placeholder }),
      ],
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': options.label },
        handleKeyDown: (view, event) => {
          if (event.altKey && event.key === 'F10') return focusToolbar(view.dom)
          const isSubmit = event.key === 'Enter' && (event.metaKey || event.ctrlKey)
          if (isSubmit) latest.get().onSubmit()
          return isSubmit
        },
        handlePaste: (_view, event) =>
          takeFiles(event.clipboardData) || pasteMarkdown(editor, event.clipboardData),
        handleDrop: (_view, event, _slice, isMoved) => !isMoved && takeFiles(event.dataTransfer),
      },
      onUpdate: () => {
        clearTimeout(timer.current)
        timer.current = setTimeout(flush, REST)
      },
    },
    [],
  )

  function takeFiles(data: DataTransfer | null): boolean {
    const isText = data === null || data.types.includes('text/html')
    return !isText && data.files.length > 0 && latest.get().onFiles([...data.files])
  }

  function flush(): string {
    clearTimeout(timer.current)
    const markdown = postToMarkdown(editor.getJSON() as DraftNode)
    latest.get().onChange(markdown)
    return markdown
  }

  useEffect(() => () => clearTimeout(timer.current), [])
  return { editor, store, flush }
}
