import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import type { DraftConnection } from '../../editor/connection/draft-connection.ts'
import { useDraftView } from '../../editor/connection/use-draft-connection.ts'
import { useLatest } from '../../editor/use-latest.ts'
import { guardSignOut } from '../../shell/sign-out.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

/**
 * Asks before words would be lost: on going to another page or signing out while they are neither
 * stored nor on this device. What is on the device, signing out asks about itself (H20), and closing
 * the window the connection.
 */
export function LeaveGuard(props: { connection: DraftConnection }) {
  const { status, isKept } = useDraftView(props.connection, (view) => view)
  const { t } = useTranslation('drafts')
  const isSaving = status.kind === 'saving'
  const wouldLose = !isKept && (isSaving || ('hasUnsaved' in status && status.hasUnsaved))
  const blocker = useBlocker(wouldLose && !isSaving)
  const latest = useLatest({ wouldLose })
  const answer = useRef<((mayLeave: boolean) => void) | null>(null)
  const [isAsked, setAsked] = useState(false)

  useEffect(() => {
    const ask = () => {
      if (!latest.get().wouldLose) return true
      setAsked(true)
      return new Promise<boolean>((resolve) => {
        answer.current = resolve
      })
    }
    return guardSignOut(ask)
  }, [latest])

  const settle = (mayLeave: boolean) => {
    setAsked(false)
    answer.current?.(mayLeave)
    answer.current = null
    if (blocker.state === 'blocked') blocker[mayLeave ? 'proceed' : 'reset']()
  }
  return (
    <ConfirmDialog
      isOpen={isAsked || blocker.state === 'blocked'}
      onClose={() => settle(false)}
      onConfirm={() => settle(true)}
      title={t('leave.title')}
      confirm={t('leave.confirm')}
      isStop
    >
      <p>{t('leave.text')}</p>
    </ConfirmDialog>
  )
}
