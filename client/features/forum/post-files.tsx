import { IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type AttachedFile, files as endpoints } from '#shared/contracts/files.ts'
import { addressOf } from '../../api/call.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { useReader } from '../../ui/reader.tsx'
import css from './post-files.module.css'

/** What is attached to a post: pictures that its text does not show, then every file to fetch. */
export function PostFiles(props: { files: AttachedFile[]; html: string }) {
  const { t } = useTranslation('forum')
  const { files, html } = props
  if (files.length === 0) return null
  const pictures = files.filter((file) => file.isImage && !html.includes(`/api/files/${file.id}/`))
  return (
    <div className={css['files']}>
      {pictures.map((file) => (
        <img
          key={file.id}
          className={css['picture']}
          src={addressOf(endpoints.picture, { params: { fileId: file.id } })}
          alt={file.name}
          width={file.width ?? undefined}
          height={file.height ?? undefined}
          loading="lazy"
        />
      ))}
      <ul className={css['list']} aria-label={t('attachments')}>
        {files.map((file) => (
          <li key={file.id}>
            <FileLink file={file} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function FileLink(props: { file: AttachedFile }) {
  const { file } = props
  const { locale } = useReader()
  return (
    <a
      className={css['file']}
      href={addressOf(endpoints.download, { params: { fileId: file.id } })}
      download={file.name}
    >
      <IconPaperclip size={16} stroke={1.75} aria-hidden />
      <Bidi className={css['name']}>{file.name}</Bidi>
      <span className={css['size']}>{sizeIn(locale, file.size)}</span>
    </a>
  )
}

const units = ['byte', 'kilobyte', 'megabyte'] as const

/** Bytes as people read them: `340 kB`. */
function sizeIn(locale: string, bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    maximumFractionDigits: step === 2 ? 1 : 0,
  })
  return format.format(bytes / 1000 ** step)
}
