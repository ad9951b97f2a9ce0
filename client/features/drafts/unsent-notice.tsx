import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import type { DraftConnection } from '../../editor/connection/draft-connection.ts'
import type { DraftStatus } from '../../editor/connection/draft-status.ts'
import { useDraftView } from '../../editor/connection/use-draft-connection.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import css from './draft.module.css'
import { KeptTextDialog } from './kept-text-dialog.tsx'

/**
 * What was written here and not taken by the server is nowhere else: offered to keep, and then to go
 * on without it, with the text as all others see it.
 */
export function UnsentNotice(props: {
  connection: DraftConnection
  title: string
  editor: Editor
}) {
  const { t } = useTranslation('drafts')
  const { status, isKept, startAfresh } = useDraftView(props.connection, (view) => view)
  const [doc, setDoc] = useState<DraftNode | null>(null)
  const [isDropping, dropping] = useDisclosure(false)
  const isUnsent = (status.kind === 'readOnly' || status.kind === 'refused') && status.hasUnsaved
  // The server takes it as soon as it can store again; the state of saving says so.
  const isForLater = status.kind === 'readOnly' && status.reason === 'storage'
  if (!isUnsent || isForLater) return null
  return (
    <div className={css['unsent']} role="alert">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span>{t(isKept ? 'unsentOnDevice' : 'unsent')}</span>
      <Button size="compact-sm" onClick={() => setDoc(props.editor.getJSON() as DraftNode)}>
        {t('keepMyText')}
      </Button>
      {mayGoOn(status) ? (
        <Button size="compact-sm" variant="subtle" onClick={dropping.open}>
          {t('dropMine.act')}
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isDropping}
        onClose={dropping.close}
        onConfirm={startAfresh}
        title={t('dropMine.title')}
        confirm={t('dropMine.confirm')}
        isStop
      >
        <p>{t('dropMine.text')}</p>
      </ConfirmDialog>
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

/** Whether there is a shared text to go on with: not where one is signed out or has lost access. */
function mayGoOn(status: DraftStatus): boolean {
  if (status.kind === 'readOnly') return true
  return (
    status.kind === 'refused' && ['tooLarge', 'changeTooLarge', 'conflict'].includes(status.reason)
  )
}
