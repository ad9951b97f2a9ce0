import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconItalic,
  IconList,
  IconListNumbers,
  IconMessagePlus,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import css from './draft-toolbar.module.css'
import { type DraftSelection, selectedWords } from './draft-selection.ts'
import { ImageButton } from './image-button.tsx'
import { LinkButton } from './link-button.tsx'
import { StyleMenu } from './style-menu.tsx'
import { TableMenu } from './table-menu.tsx'
import { useRovingFocus } from './use-roving-focus.ts'
import { useToolbarState } from './use-toolbar-state.ts'

/**
 * What one can do with the text: one stop for Tab, arrows inside, Alt+F10 from the text and Escape
 * back to it. Props: `editor`; `onDiscuss` where the reader may start a topic; `onUploadImage`.
 */
export function DraftToolbar(props: {
  editor: Editor
  onDiscuss?: ((selection: DraftSelection) => void) | undefined
  onUploadImage?: ((file: File) => Promise<string | null>) | undefined
}) {
  const { t } = useTranslation('editor')
  const { editor } = props
  const state = useToolbarState(editor)
  const roving = useRovingFocus(() => editor.commands.focus())
  const discuss = () => {
    const words = selectedWords(editor)
    if (words !== null) props.onDiscuss?.(words)
  }
  const chain = () => editor.chain().focus()
  return (
    <div {...roving} className={css['toolbar']} role="toolbar" aria-label={t('toolbar.label')}>
      <div className={css['group']}>
        <IconButton
          label={t('toolbar.undo')}
          keys="$mod+z"
          icon={IconArrowBackUp}
          isMirrored
          disabled={!state.canUndo}
          onClick={() => chain().undo().run()}
        />
        <IconButton
          label={t('toolbar.redo')}
          keys="$mod+Shift+z"
          icon={IconArrowForwardUp}
          isMirrored
          disabled={!state.canRedo}
          onClick={() => chain().redo().run()}
        />
      </div>
      <div className={css['group']}>
        <StyleMenu editor={editor} style={state.style} isQuoted={state.isQuoted} />
      </div>
      <div className={css['group']}>
        <IconButton
          label={t('toolbar.bold')}
          keys="$mod+b"
          icon={IconBold}
          isPressed={state.isBold}
          onClick={() => chain().toggleBold().run()}
        />
        <IconButton
          label={t('toolbar.italic')}
          keys="$mod+i"
          icon={IconItalic}
          isPressed={state.isItalic}
          onClick={() => chain().toggleItalic().run()}
        />
        <IconButton
          label={t('toolbar.underline')}
          keys="$mod+u"
          icon={IconUnderline}
          isPressed={state.isUnderlined}
          onClick={() => chain().toggleUnderline().run()}
        />
        <IconButton
          label={t('toolbar.strike')}
          keys="$mod+Shift+s"
          icon={IconStrikethrough}
          isPressed={state.isStruck}
          onClick={() => chain().toggleStrike().run()}
        />
      </div>
      <div className={css['group']}>
        <IconButton
          label={t('toolbar.bulletList')}
          keys="$mod+Shift+8"
          icon={IconList}
          isMirrored
          isPressed={state.isBulletList}
          onClick={() => chain().toggleBulletList().run()}
        />
        <IconButton
          label={t('toolbar.orderedList')}
          keys="$mod+Shift+7"
          icon={IconListNumbers}
          isPressed={state.isOrderedList}
          onClick={() => chain().toggleOrderedList().run()}
        />
      </div>
      <div className={css['group']}>
        <TableMenu editor={editor} isInTable={state.isInTable} />
        <LinkButton editor={editor} href={state.href} isSelected={state.hasSelection} />
        {props.onUploadImage === undefined ? null : (
          <ImageButton editor={editor} onUploadImage={props.onUploadImage} />
        )}
      </div>
      {props.onDiscuss === undefined ? null : (
        <div className={css['group']}>
          <IconButton
            label={t('toolbar.discuss')}
            icon={IconMessagePlus}
            disabled={!state.hasSelection}
            onClick={discuss}
          />
        </div>
      )}
    </div>
  )
}
