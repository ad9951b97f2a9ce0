import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import type { DraftStatus } from '../../editor/connection/draft-status.ts'
import { useLatest } from '../../editor/use-latest.ts'
import { guardSignOut } from '../../shell/sign-out.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

/**
 * Asks before words would be lost: on going to another page while they are neither stored nor on
 * this device, and on signing out while they are not stored, since that clears the device (H20).
 * Answers the dialog to place. Closing the window is asked by the connection itself.
 */
export function useLeaveGuard(status: DraftStatus): ReactNode {
  const { t } = useTranslation('drafts')
  const hasUnsaved = status.kind === 'saving' || ('hasUnsaved' in status && status.hasUnsaved)
  const isKept = status.kind === 'offline' && status.isKept
  const blocker = useBlocker(hasUnsaved && !isKept && status.kind !== 'saving')
  const latest = useLatest({ hasUnsaved })
  const answer = useRef<((mayLeave: boolean) => void) | null>(null)
  const [isAsked, setAsked] = useState(false)

  useEffect(() => {
    const ask = () => {
      if (!latest.get().hasUnsaved) return true
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
