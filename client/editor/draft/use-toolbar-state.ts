import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { type Editor, useEditorState } from '@tiptap/react'

export type TextStyle = 'paragraph' | 'heading1' | 'heading2' | 'heading3'

export interface ToolbarState {
  canUndo: boolean
  canRedo: boolean
  style: TextStyle
  isQuoted: boolean
  isBold: boolean
  isItalic: boolean
  isUnderlined: boolean
  isStruck: boolean
  isBulletList: boolean
  isOrderedList: boolean
  isInTable: boolean
  hasSelection: boolean
  /** Of the link at the caret; null where there is none. */
  href: string | null
}

interface UndoState {
  undoManager: { undoStack: unknown[]; redoStack: unknown[] }
}

/** What the toolbar shows of the place where the caret is; drawn anew only when it differs. */
export function useToolbarState(editor: Editor): ToolbarState {
  return useEditorState({ editor, selector: ({ editor: current }) => look(current) })
}

function look(editor: Editor): ToolbarState {
  const undo = yUndoPluginKey.getState(editor.state) as UndoState | undefined
  const href: unknown = editor.getAttributes('link')['href']
  return {
    canUndo: (undo?.undoManager.undoStack.length ?? 0) > 0,
    canRedo: (undo?.undoManager.redoStack.length ?? 0) > 0,
    style: styleOf(editor),
    isQuoted: editor.isActive('blockquote'),
    isBold: editor.isActive('bold'),
    isItalic: editor.isActive('italic'),
    isUnderlined: editor.isActive('underline'),
    isStruck: editor.isActive('strike'),
    isBulletList: editor.isActive('bulletList'),
    isOrderedList: editor.isActive('orderedList'),
    isInTable: editor.isActive('table'),
    hasSelection: !editor.state.selection.empty,
    href: typeof href === 'string' ? href : null,
  }
}

function styleOf(editor: Editor): TextStyle {
  const level = ([1, 2, 3] as const).find((each) => editor.isActive('heading', { level: each }))
  return level === undefined ? 'paragraph' : `heading${level}`
}
