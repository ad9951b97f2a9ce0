import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { draftToMarkdown } from '#shared/editor/draft-to-markdown.ts'
import { Bidi } from '../ui/bidi.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { saveAsFile } from './save-as-file.ts'
import type { UnsentText } from './unsent-work.ts'
import css from './unsent-work-dialog.module.css'

/** Names each text that only this device has, and offers it as a file, before it goes. */
export function UnsentWorkDialog(props: {
  texts: UnsentText[]
  onAnswer: (mayLeave: boolean) => void
}) {
  const { t } = useTranslation(['shell', 'drafts'])
  const { texts, onAnswer } = props
  return (
    <Dialog
      isOpen
      onClose={() => onAnswer(false)}
      title={t('shell:unsentWork.title')}
      support={t('shell:unsentWork.text', { count: texts.length })}
      footer={
        <>
          <Button variant="subtle" onClick={() => onAnswer(false)}>
            {t('shell:unsentWork.stay')}
          </Button>
          <Button variant="filled" color="stop" onClick={() => onAnswer(true)}>
            {t('shell:unsentWork.leave')}
          </Button>
        </>
      }
    >
      <ul className={css['list']}>
        {texts.map(({ key, title, doc }) => (
          <li key={key} className={css['text']}>
            <Bidi>{title ?? t('drafts:kept.fileName')}</Bidi>
            <Button
              size="compact-sm"
              leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
              aria-label={t('shell:unsentWork.saveNamed', {
                title: title ?? t('drafts:kept.fileName'),
              })}
              onClick={() =>
                saveAsFile(`${title ?? t('drafts:kept.fileName')}.md`, draftToMarkdown(doc))
              }
            >
              {t('drafts:kept.asFile')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
