import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconCategory,
  IconDots,
  IconPencil,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { ArchiveDialog } from './archive-dialog.tsx'
import { CategoriesDialog } from './categories-dialog.tsx'
import { EditSpaceDialog } from './edit-space-dialog.tsx'
import type { ShownSpace } from './space-header.tsx'

/** What may be done to the space as a whole; nothing for who may do none of it. */
export function SpaceMenu(props: { shown: ShownSpace }) {
  const { t } = useTranslation('spaces')
  const { shown } = props
  const { space, may } = shown
  const [dialog, setDialog] = useState<'edit' | 'categories' | 'archive' | null>(null)
  if (!may.manage && !may.categorise) return null
  const close = () => setDialog(null)
  const ArchiveIcon = space.isArchived ? IconArchiveOff : IconArchive
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={t('menu')} icon={IconDots} />
        </Menu.Target>
        <Menu.Dropdown>
          {may.manage ? (
            <Menu.Item
              leftSection={<IconPencil size={18} stroke={1.75} />}
              onClick={() => setDialog('edit')}
            >
              {t('edit.title')}
            </Menu.Item>
          ) : null}
          {may.categorise ? (
            <Menu.Item
              leftSection={<IconCategory size={18} stroke={1.75} />}
              onClick={() => setDialog('categories')}
            >
              {t('categories.title')}
            </Menu.Item>
          ) : null}
          {may.manage ? (
            <Menu.Item
              leftSection={<ArchiveIcon size={18} stroke={1.75} />}
              onClick={() => setDialog('archive')}
            >
              {space.isArchived ? t('archive.reopen') : t('archive.archive')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'edit' ? <EditSpaceDialog space={space} onClose={close} /> : null}
      {dialog === 'categories' ? <CategoriesDialog shown={shown} onClose={close} /> : null}
      {dialog === 'archive' ? <ArchiveDialog space={space} onClose={close} /> : null}
    </>
  )
}
