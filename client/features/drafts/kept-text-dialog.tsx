import { Button } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { draftToMarkdown } from '#shared/editor/draft-to-markdown.ts'
import { saveAsFile } from '../../offline/save-as-file.ts'
import { Dialog } from '../../ui/dialog.tsx'
import css from './draft.module.css'
import { copyText } from './copy-text.ts'

/**
 * One's own text as a copy or a file, where it can no longer be merged into the shared one.
 * Props: `reason` why; `hasUnsaved` whether it holds words that no one else has; `title` of the
 * draft where it is still known.
 */
export function KeptTextDialog(props: {
  doc: DraftNode
  reason: 'stale' | 'withdrawn' | 'notFound' | 'refused'
  hasUnsaved: boolean
  title?: string | undefined
  onClose: () => void
}) {
  const { t } = useTranslation(['drafts', 'common'])
  const markdown = useMemo(() => draftToMarkdown(props.doc), [props.doc])
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('kept.title')}
      support={
        <>
          {t(`kept.${props.reason}`)} {t(props.hasUnsaved ? 'kept.hasUnsaved' : 'kept.allSaved')}
        </>
      }
      footer={
        <>
          <Button
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
            onClick={() => saveAsFile(`${props.title ?? t('kept.fileName')}.md`, markdown)}
          >
            {t('kept.asFile')}
          </Button>
          <Button
            variant="filled"
            leftSection={<IconCopy size={18} stroke={1.75} aria-hidden />}
            onClick={() => void copyText(markdown)}
          >
            {t('kept.copy')}
          </Button>
        </>
      }
    >
      <textarea
        className={css['keptText']}
        aria-label={t('kept.label')}
        dir="auto"
        readOnly
        value={markdown}
      />
    </Dialog>
  )
}
