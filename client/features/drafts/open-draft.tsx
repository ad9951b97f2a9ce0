import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { drafts } from '#shared/contracts/drafts.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import type { DraftConnection } from '../../editor/connection/draft-connection.ts'
import type { DraftStatus } from '../../editor/connection/draft-status.ts'
import { useDraftView } from '../../editor/connection/use-draft-connection.ts'
import { AuthorshipBar } from '../../editor/authorship/authorship-bar.tsx'
import { AuthorshipToggle } from '../../editor/authorship/authorship-toggle.tsx'
import { useAuthorship } from '../../editor/authorship/use-authorship.ts'
import { DraftEditor } from '../../editor/draft/draft-editor.tsx'
import { DraftOutline } from '../../editor/draft/draft-outline.tsx'
import type { DraftSelection } from '../../editor/draft/draft-selection.ts'
import { PresenceList } from '../../editor/draft/presence-list.tsx'
import { SaveState } from '../../editor/draft/save-state.tsx'
import { useDraftEditor } from '../../editor/draft/use-draft-editor.ts'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { DiscussDialog } from './discuss-dialog.tsx'
import { DraftFrame } from './draft-frame.tsx'
import css from './draft.module.css'
import { LeaveGuard } from './leave-guard.tsx'
import { OrphanList } from './orphan-list.tsx'
import type { ShownDraft } from './shown-draft.ts'
import { UnsentNotice } from './unsent-notice.tsx'
import { useMe } from './use-me.ts'
import { useDiscussedWords } from './use-discussed-words.ts'
import { useImageUpload } from './use-image-upload.ts'
import { useTextArrived } from './use-text-arrived.ts'
import { useUndoForgotten } from './use-undo-forgotten.ts'

/** The draft with its text bound to an editor. */
export function OpenDraft(props: { shown: ShownDraft; connection: DraftConnection }) {
  const { t } = useTranslation('drafts')
  const { shown, connection } = props
  const { draft, may, discussions } = shown
  const session = useDraftView(connection, (view) => view.session)
  // Not the whole status, which changes with each key.
  const trouble = useDraftView(connection, (view) => troubleOf(view.status))
  const mayWrite = may.write && trouble !== 'readOnly' && trouble !== 'refused'
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
  const words = useDiscussedWords(editor, discussions)
  const [selection, setSelection] = useState<DraftSelection | null>(null)
  useRereadWhenRefused(draft.id, trouble)
  useUndoForgotten(draft.id, editor)
  // Once issued, a document is the group's.
  const isNamed = draft.state !== 'issued'
  const me = useMe(draft.groupId)
  const isPossible = isNamed && isHere && editing.problems.length === 0
  const authorship = useAuthorship({ editor, session, draftId: draft.id, me, isPossible })
  const onDiscuss = may.discuss ? setSelection : undefined

  return (
    <DraftFrame
      shown={shown}
      saveState={<SaveState connection={connection} readOnly={may.write ? null : t('readOnly')} />}
      presence={
        <>
          {isNamed ? <AuthorshipToggle authorship={authorship} /> : null}
          <PresenceList awareness={session.awareness} />
        </>
      }
      outline={isHere ? <DraftOutline editor={editor} /> : null}
      textNow={() => editor.getJSON() as DraftNode}
      words={words}
      notice={<UnsentNotice connection={connection} title={draft.title} editor={editor} />}
    >
      {isHere && mayWrite ? <OrphanList draftId={draft.id} language={draft.language} /> : null}
      {isHere ? (
        <DraftEditor
          editing={editing}
          mayWrite={mayWrite}
          onUploadImage={onUploadImage}
          onDiscuss={onDiscuss}
          below={<AuthorshipBar editor={editor} authorship={authorship} />}
        />
      ) : trouble === 'offline' || trouble === 'refused' ? (
        <p className={css['waiting']}>{t('textNotReached')}</p>
      ) : (
        <TextSkeleton />
      )}
      {selection === null ? null : (
        <DiscussDialog draft={draft} selection={selection} onClose={() => setSelection(null)} />
      )}
      <LeaveGuard connection={connection} />
    </DraftFrame>
  )
}

/** The server refused what was written: this reader's rights are others than the page knows. */
function useRereadWhenRefused(draftId: string, trouble: ReturnType<typeof troubleOf>): void {
  const queryClient = useQueryClient()
  const isRefused = trouble === 'readOnly' || trouble === 'refused'
  useEffect(() => {
    if (!isRefused) return
    const queryKey = [drafts.show.name, { draftId }]
    void queryClient.invalidateQueries({ queryKey })
  }, [queryClient, draftId, isRefused])
}

/** What of the state of saving changes what may be done here; null while all is well. */
function troubleOf({ kind }: DraftStatus): 'offline' | 'readOnly' | 'refused' | null {
  return kind === 'offline' || kind === 'readOnly' || kind === 'refused' ? kind : null
}
