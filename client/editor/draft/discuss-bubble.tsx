import { Button } from '@mantine/core'
import { IconMessagePlus } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './discuss-bubble.module.css'
import { type DraftSelection, selectedWords } from './draft-selection.ts'

interface Place {
  top: number
  left: number
}

/**
 * "Discuss" beside selected words, for readers too. It is drawn by us, not by tiptap's menu plugin,
 * which would register itself late and thereby rebuild every view, the binding's included.
 * Props: `frame`, the positioned element around the text; `onDiscuss`.
 */
export function DiscussBubble(props: {
  editor: Editor
  frame: RefObject<HTMLElement | null>
  onDiscuss: (selection: DraftSelection) => void
}) {
  const { t } = useTranslation('editor')
  const { editor, frame } = props
  const [place, setPlace] = useState<Place | null>(null)
  useEffect(() => {
    const settle = () => setPlace(placeBeside(editor, frame.current))
    const hide = () => setPlace(null)
    const hideIfEmpty = () => editor.state.selection.empty && hide()
    const onKey = ({ key }: KeyboardEvent) => (key === 'Escape' ? hide() : settle())
    const element = editor.view.dom
    // When the button is let go, not while words are being selected.
    document.addEventListener('pointerup', settle)
    element.addEventListener('keyup', onKey)
    editor.on('selectionUpdate', hideIfEmpty)
    return () => {
      document.removeEventListener('pointerup', settle)
      element.removeEventListener('keyup', onKey)
      editor.off('selectionUpdate', hideIfEmpty)
    }
  }, [editor, frame])
  if (place === null) return null
  const discuss = () => {
    const words = selectedWords(editor)
    setPlace(null)
    if (words !== null) props.onDiscuss(words)
  }
  return (
    <div className={css['bubble']} style={{ insetBlockStart: place.top, left: place.left }}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconMessagePlus size={16} stroke={1.75} aria-hidden />}
        onPointerDown={(event) => event.preventDefault()}
        onClick={discuss}
      >
        {t('discuss')}
      </Button>
    </div>
  )
}

function placeBeside(editor: Editor, frame: HTMLElement | null): Place | null {
  if (frame === null || editor.isDestroyed || selectedWords(editor) === null) return null
  // The editor remembers its selection when the reader has gone on to select elsewhere.
  const anchor = document.getSelection()?.anchorNode ?? null
  if (!editor.view.dom.contains(anchor)) return null
  const { from, to } = editor.state.selection
  const [start, end] = [editor.view.coordsAtPos(from), editor.view.coordsAtPos(to)]
  const around = frame.getBoundingClientRect()
  const left = Math.min(Math.max((start.left + end.left) / 2 - around.left, 64), around.width - 64)
  return { top: start.top - around.top - 40, left }
}
