import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconList,
  IconListNumbers,
  IconPaperclip,
} from '@tabler/icons-react'
import { type Editor, useEditorState } from '@tiptap/react'
import { type ChangeEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { LinkButton } from '../draft/link-button.tsx'
import { TableMenu } from '../draft/table-menu.tsx'
import { useRovingFocus } from '../draft/use-roving-focus.ts'
import css from './post-composer.module.css'

/** Bold to table, and attaching. Props: `onFiles` where files may be attached. */
export function PostToolbar(props: {
  editor: Editor
  onFiles?: ((files: File[]) => void) | undefined
}) {
  const { t } = useTranslation('editor')
  const { editor } = props
  const input = useRef<HTMLInputElement>(null)
  const state = useEditorState({ editor, selector: ({ editor: current }) => look(current) })
  const roving = useRovingFocus(() => editor.commands.focus())
  const chain = () => editor.chain().focus()
  const attach = (event: ChangeEvent<HTMLInputElement>) => {
    props.onFiles?.([...(event.currentTarget.files ?? [])])
    event.currentTarget.value = ''
  }
  return (
    <div {...roving} className={css['toolbar']} role="toolbar" aria-label={t('toolbar.label')}>
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
        label={t('toolbar.code')}
        keys="$mod+e"
        icon={IconCode}
        isPressed={state.isCode}
        onClick={() => chain().toggleCode().run()}
      />
      <LinkButton editor={editor} href={state.href} isSelected={state.hasSelection} allowPaths />
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
      <IconButton
        label={t('toolbar.quote')}
        keys="$mod+Shift+b"
        icon={IconBlockquote}
        isPressed={state.isQuoted}
        onClick={() => chain().toggleBlockquote().run()}
      />
      <TableMenu editor={editor} isInTable={state.isInTable} />
      {props.onFiles === undefined ? null : (
        <>
          <IconButton
            label={t('post.attach')}
            icon={IconPaperclip}
            onClick={() => input.current?.click()}
          />
          <input ref={input} type="file" multiple hidden onChange={attach} />
        </>
      )}
    </div>
  )
}

function look(editor: Editor) {
  const href: unknown = editor.getAttributes('link')['href']
  return {
    isBold: editor.isActive('bold'),
    isItalic: editor.isActive('italic'),
    isCode: editor.isActive('code'),
    isBulletList: editor.isActive('bulletList'),
    isOrderedList: editor.isActive('orderedList'),
    isQuoted: editor.isActive('blockquote'),
    isInTable: editor.isActive('table'),
    hasSelection: !editor.state.selection.empty,
    href: typeof href === 'string' ? href : null,
  }
}
