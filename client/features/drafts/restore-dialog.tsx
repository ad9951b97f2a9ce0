import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { call } from '../../api/call.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.ts'
import type { DraftVersion } from './shown-draft.ts'
import { useDraftChange } from './use-draft-change.ts'

/** Asks before the text is made to read as a version again, and opens it. Mount it to open it. */
export function RestoreDialog(props: {
  draftId: string
  version: DraftVersion
  onClose: () => void
}) {
  const { t } = useTranslation('drafts')
  const navigate = useNavigate()
  const { draftId, version } = props
  const restoring = useDraftChange(
    () => call(drafts.restoreVersion, { params: { draftId, versionId: version.id } }),
    ({ keptAs }) => {
      showToast(t('versionsPage.restored', { number: keptAs }))
      void navigate(`/drafts/${draftId}`)
    },
  )
  return (
    <ConfirmDialog
      isOpen
      onClose={props.onClose}
      onConfirm={() => restoring.mutate(undefined)}
      title={t('versionsPage.restoreTitle', { number: version.number })}
      confirm={t('versionsPage.restore')}
      isPending={restoring.isPending}
      error={restoring.error}
    >
      <p>
        {version.label === ''
          ? t('versionsPage.restoreWhole', { number: version.number })
          : t('versionsPage.restoreText', { label: version.label })}
      </p>
    </ConfirmDialog>
  )
}
