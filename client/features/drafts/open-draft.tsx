import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { drafts } from '#shared/contracts/drafts.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import type { DraftView } from '../../editor/connection/draft-connection.ts'
import { DraftEditor } from '../../editor/draft/draft-editor.tsx'
import { DraftOutline } from '../../editor/draft/draft-outline.tsx'
import type { DraftSelection } from '../../editor/draft/draft-selection.ts'
import { PresenceList } from '../../editor/draft/presence-list.tsx'
import { SaveState } from '../../editor/draft/save-state.tsx'
import { useDraftEditor } from '../../editor/draft/use-draft-editor.ts'
import { usePresence } from '../../editor/draft/use-presence.ts'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { DiscussDialog } from './discuss-dialog.tsx'
import { DraftFrame } from './draft-frame.tsx'
import css from './draft.module.css'
import type { ShownDraft } from './shown-draft.ts'
import { UnsentNotice } from './unsent-notice.tsx'
import { useDiscussedWords } from './use-discussed-words.ts'
import { useImageUpload } from './use-image-upload.ts'
import { useLeaveGuard } from './use-leave-guard.tsx'
import { useTextArrived } from './use-text-arrived.ts'

/** The draft with its text bound to an editor. */
export function OpenDraft(props: { shown: ShownDraft; view: DraftView }) {
  const { t } = useTranslation('drafts')
  const { shown, view } = props
  const { draft, may, discussions } = shown
  const { session, status } = view
  const mayWrite = may.write && status.kind !== 'readOnly' && status.kind !== 'refused'
  const onUploadImage = useImageUpload(draft.spaceId, mayWrite)
  const editing = useDraftEditor({
    session,
    title: draft.title,
    language: draft.language,
    mayWrite,
    onUploadImage,
  })
  const { editor } = editing
  const isHere = useTextArrived(session)
  const people = usePresence(session.awareness)
  const words = useDiscussedWords(editor, discussions)
  const [selection, setSelection] = useState<DraftSelection | null>(null)
  const leaveDialog = useLeaveGuard(status)
  useRereadWhenRefused(draft.id, status.kind)
  const onDiscuss = may.discuss ? setSelection : undefined

  return (
    <DraftFrame
      shown={shown}
      saveState={<SaveState status={status} readOnly={may.write ? null : t('readOnly')} />}
      presence={<PresenceList people={people} />}
      outline={isHere ? <DraftOutline editor={editor} /> : null}
      textNow={() => editor.getJSON() as DraftNode}
      words={words}
      notice={<UnsentNotice status={status} title={draft.title} editor={editor} />}
    >
      {isHere ? (
        <DraftEditor
          editing={editing}
          mayWrite={mayWrite}
          onUploadImage={onUploadImage}
          onDiscuss={onDiscuss}
        />
      ) : status.kind === 'offline' || status.kind === 'refused' ? (
        <p className={css['waiting']}>{t('textNotReached')}</p>
      ) : (
        <TextSkeleton />
      )}
      {selection === null ? null : (
        <DiscussDialog draft={draft} selection={selection} onClose={() => setSelection(null)} />
      )}
      {leaveDialog}
    </DraftFrame>
  )
}

/** The server refused what was written: this reader's rights are others than the page knows. */
function useRereadWhenRefused(draftId: string, kind: DraftView['status']['kind']): void {
  const queryClient = useQueryClient()
  const isRefused = kind === 'readOnly' || kind === 'refused'
  useEffect(() => {
    if (!isRefused) return
    const queryKey = [drafts.show.name, { draftId }]
    void queryClient.invalidateQueries({ queryKey })
  }, [queryClient, draftId, isRefused])
}
