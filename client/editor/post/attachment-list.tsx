import { IconAlertCircle, IconPaperclip, IconX } from '@tabler/icons-react'
import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { failureCode } from '../../api/api-error.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useReader } from '../../ui/reader.tsx'
import css from './attachment-list.module.css'
import type { Attachment, Attachments } from './use-attachments.ts'

/** Files of the post: their progress, why one failed, and a way to take each off. */
export function AttachmentList(props: { attachments: Attachments }) {
  const { t } = useTranslation('editor')
  const { list, remove } = props.attachments
  if (list.length === 0) return null
  return (
    <ul className={css['list']} aria-label={t('post.attachments')}>
      {list.map((attachment) => (
        <li key={attachment.key} className={css['item']}>
          <AttachmentLine attachment={attachment} />
          <IconButton
            label={t('post.remove', { name: attachment.name })}
            icon={IconX}
            size="sm"
            onClick={() => remove(attachment.key)}
          />
        </li>
      ))}
    </ul>
  )
}

function AttachmentLine({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation(['editor', 'errors'])
  const { locale } = useReader()
  const { name, file, failure, share } = attachment
  if (failure !== null) {
    const why =
      failure === 'tooLarge' ? t('post.tooLarge') : t(`errors:code.${failureCode(failure)}`)
    return (
      <span className={css['failed']} role="alert">
        <IconAlertCircle size={16} stroke={1.75} aria-hidden />
        {t('post.failed', { name, why })}
      </span>
    )
  }
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(share)
  return (
    <span className={css['name']}>
      <IconPaperclip size={16} stroke={1.75} aria-hidden />
      <Bidi>{name}</Bidi>
      {file === null ? (
        <Progress
          className={css['progress']}
          value={share * 100}
          size="xs"
          aria-label={t('post.uploading', { name, percent })}
        />
      ) : null}
    </span>
  )
}
