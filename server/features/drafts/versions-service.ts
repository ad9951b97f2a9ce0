import { authorize, type Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import { newId } from '#shared/ids.ts'
import { draftEvent } from './drafts-service.ts'
import * as store from './drafts-store.ts'

/** A committed text as it is kept: ProseMirror JSON and its SHA-256 (hex). */
export interface KeptText {
  document: string
  sha256: string
}

interface NewVersion {
  caller: Caller
  draftId: string
  kind: 'named' | 'beforeRestore'
  label: string
  note: string
  text: KeptText
}

const keepVersion = command('drafts.keepVersion', async (tx, input: NewVersion) => {
  const action = input.kind === 'named' ? 'draft.nameVersion' : 'draft.restore'
  const authorized = await authorize(tx, input.caller, action, { kind: 'draft', id: input.draftId })
  const id = newId()
  const number = await store.nextVersionNumber(tx.db, input.draftId)
  await store.insertVersion(tx.db, {
    id,
    draft_id: input.draftId,
    number,
    label: input.label,
    kind: input.kind,
    note: input.note || null,
    author_id: authorized.viewer.personId,
    author_for: authorized.agencyId,
    date: null,
    created_at: tx.now,
    document: input.text.document,
    sha256: input.text.sha256,
    provenance: null,
  })
  tx.emit({
    kind: 'draft.versionNamed',
    payload: { draftId: input.draftId, versionId: id, number },
    ...draftEvent(authorized),
  })
  return { id, number }
})

const recordRestore = command(
  'drafts.recordRestore',
  async (tx, input: { caller: Caller; draftId: string; versionId: string; number: number }) => {
    const authorized = await authorize(tx, input.caller, 'draft.restore', {
      kind: 'draft',
      id: input.draftId,
    })
    const { draftId, versionId, number } = input
    tx.emit({
      kind: 'draft.versionRestored',
      payload: { draftId, versionId, number },
      ...draftEvent(authorized),
    })
  },
)

export const versionCommands = { keepVersion, recordRestore }
