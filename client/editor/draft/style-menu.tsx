import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import type { TextStyle } from './use-toolbar-state.ts'
import css from './style-menu.module.css'

const STYLES: TextStyle[] = ['paragraph', 'heading1', 'heading2', 'heading3']

/** Paragraph, headings and quotation. Props: the `style` and quotation at the caret. */
export function StyleMenu(props: { editor: Editor; style: TextStyle; isQuoted: boolean }) {
  const { t } = useTranslation('editor')
  const { editor, style, isQuoted } = props
  const choose = (chosen: TextStyle) => {
    const chain = editor.chain().focus()
    if (chosen === 'paragraph') chain.setNode('paragraph').run()
    else chain.setNode('heading', { level: Number(chosen.at(-1)) }).run()
  }
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          className={css['button']}
          aria-label={t('toolbar.styleNow', { style: t(`style.${style}`) })}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {t(`style.${style}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={style} onChange={(chosen) => choose(chosen as TextStyle)}>
          {STYLES.map((each) => (
            <Menu.RadioItem key={each} value={each} closeMenuOnClick>
              {t(`style.${each}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={isQuoted}
          closeMenuOnClick
          onChange={() => editor.chain().focus().toggleWrap('blockquote').run()}
        >
          {t('style.quote')}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  )
}
