import { Button } from '@mantine/core'
import type { FormEventHandler, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'

/** A dialog that changes something of a draft: cancel, and the one act in its own words.
 * Props: `confirm` the verb with its object; `isStop` for withdrawing; `isPending`, `error` of it. */
export function DraftFormDialog(props: {
  title: string
  support?: ReactNode
  confirm: string
  isStop?: boolean
  isPending: boolean
  error: unknown
  size?: number
  onSubmit: FormEventHandler<HTMLFormElement>
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.title}
      support={props.support}
      size={props.size ?? 480}
      onSubmit={props.onSubmit}
      footer={
        <>
          <Button variant="subtle" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            variant="filled"
            color={props.isStop ? 'stop' : 'accent'}
            loading={props.isPending}
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
