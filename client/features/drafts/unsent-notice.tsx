import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import type { DraftStatus } from '../../editor/connection/draft-status.ts'
import css from './draft.module.css'
import { KeptTextDialog } from './kept-text-dialog.tsx'

/** What was written here and not taken by the server is only on this page: offered to keep. */
export function UnsentNotice(props: { status: DraftStatus; title: string; editor: Editor }) {
  const { t } = useTranslation('drafts')
  const { status } = props
  const [doc, setDoc] = useState<DraftNode | null>(null)
  const isUnsent = (status.kind === 'readOnly' || status.kind === 'refused') && status.hasUnsaved
  if (!isUnsent) return null
  return (
    <div className={css['unsent']} role="alert">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span>{t('unsent')}</span>
      <Button size="compact-sm" onClick={() => setDoc(props.editor.getJSON() as DraftNode)}>
        {t('keepMyText')}
      </Button>
      {doc === null ? null : (
        <KeptTextDialog
          doc={doc}
          reason="refused"
          hasUnsaved
          title={props.title}
          onClose={() => setDoc(null)}
        />
      )}
    </div>
  )
}
