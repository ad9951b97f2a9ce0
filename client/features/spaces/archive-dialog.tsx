import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { ShownSpace } from './space-header.tsx'
import { useSpaceUpdate } from './use-space-update.ts'

/** Archives a space, or reopens it. Mount it to open it. */
export function ArchiveDialog(props: { space: ShownSpace['space']; onClose: () => void }) {
  const { t } = useTranslation('spaces')
  const { space } = props
  const change = useSpaceUpdate(space.id, props.onClose)
  return (
    <ConfirmDialog
      isOpen
      onClose={props.onClose}
      onConfirm={() => change.mutate({ isArchived: !space.isArchived })}
      title={space.isArchived ? t('archive.reopenTitle') : t('archive.archiveTitle')}
      confirm={space.isArchived ? t('archive.reopen') : t('archive.archive')}
      isPending={change.isPending}
      error={change.error}
    >
      <p>{space.isArchived ? t('archive.reopenText') : t('archive.archiveText')}</p>
    </ConfirmDialog>
  )
}
