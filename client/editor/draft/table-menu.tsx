import { Menu } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'

const ACTIONS = [
  'addRowBefore',
  'addRowAfter',
  'addColumnBefore',
  'addColumnAfter',
  'toggleHeaderRow',
  'mergeOrSplit',
  'deleteRow',
  'deleteColumn',
  'deleteTable',
] as const

/** Inserts a table; inside one, adds and deletes rows and columns. */
export function TableMenu(props: { editor: Editor; isInTable: boolean }) {
  const { t } = useTranslation('editor')
  const { editor } = props
  const insert = () =>
    editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()
  if (!props.isInTable)
    return <IconButton label={t('table.insert')} icon={IconTable} onClick={insert} />
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <IconButton label={t('table.menu')} icon={IconTable} isPressed />
      </Menu.Target>
      <Menu.Dropdown>
        {ACTIONS.map((action) => (
          <Menu.Item
            key={action}
            disabled={!editor.can()[action]()}
            onClick={() => editor.chain().focus()[action]().run()}
          >
            {t(`table.${action}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
