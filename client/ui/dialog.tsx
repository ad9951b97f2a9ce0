import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import type { FormEventHandler, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

/**
 * A dialog of 640 px, a sheet that fills a phone.
 * Props: `isOpen`, `onClose`, `title`, `support`; `children` the body; `footer` the buttons (cancel,
 * then the one primary, which says what happens: "Send 2 invitations"); `note` beside them;
 * `onSubmit` makes it a form; `size` in px.
 */
export function Dialog(props: {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  support?: ReactNode
  children: ReactNode
  footer?: ReactNode
  note?: ReactNode
  onSubmit?: FormEventHandler<HTMLFormElement>
  size?: number
}) {
  const { t } = useTranslation()
  const isPhone = useMediaQuery('(max-width: 639px)') ?? false
  const content = (
    <>
      <div className={css['header']}>
        <Modal.Title className={css['title']} dir="auto">
          {props.title}
        </Modal.Title>
        <IconButton label={t('close')} icon={IconX} size="sm" onClick={props.onClose} />
        {props.support ? <p className={css['support']}>{props.support}</p> : null}
      </div>
      <div className={css['body']}>{props.children}</div>
      {props.footer ? (
        <div className={css['footer']}>
          {props.note ? <span className={css['note']}>{props.note}</span> : null}
          {props.footer}
        </div>
      ) : null}
    </>
  )
  return (
    <Modal.Root
      opened={props.isOpen}
      onClose={props.onClose}
      size={props.size ?? 640}
      fullScreen={isPhone}
      padding={0}
    >
      <Modal.Overlay />
      <Modal.Content>
        {props.onSubmit ? (
          <form onSubmit={props.onSubmit} noValidate>
            {content}
          </form>
        ) : (
          content
        )}
      </Modal.Content>
    </Modal.Root>
  )
}
