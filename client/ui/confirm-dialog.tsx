import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'
import { FormError } from './form-error.tsx'

/**
 * Asks before something that cannot be taken back.
 * Props: `title` a question; `children` what follows from it; `confirm` the verb with its object;
 * `isStop` for ending or removing; `isPending`, `error` of the act.
 */
export function ConfirmDialog(props: {
  isOpen: boolean
  onClose: () => void
  onConfirm: () => void
  title: string
  confirm: string
  children?: ReactNode
  isStop?: boolean
  isPending?: boolean
  error?: unknown
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={480}
      footer={
        <>
          <Button variant="subtle" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button
            variant="filled"
            color={props.isStop ? 'stop' : 'accent'}
            loading={props.isPending ?? false}
            onClick={props.onConfirm}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
      <FormError error={props.error} />
    </Dialog>
  )
}
