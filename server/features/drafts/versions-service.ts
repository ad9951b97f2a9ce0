import { authorize, type Caller } from '#server/access/authorize.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { draftEvent } from './drafts-service.ts'
import { thinnedVersions } from './versions-policy.ts'
import * as store from './versions-store.ts'
import * as thinning from './versions-thinning-store.ts'

/** A committed text, ready to be kept as a version. */
export interface KeptText {
  /** Hex, over the canonical JSON of the document. */
  sha256: string
  /** As `packText` made it. */
  bytes: Uint8Array
  /** The version whose text it is read with; null for a keyframe. */
  baseId: string | null
  /** All changes before this sequence number are in it. */
  seq: number
}

/** `isChangedSince`: the draft was changed after the text was taken. */
export interface Kept {
  isChangedSince: boolean
}

interface NewVersion {
  caller: Caller
  draftId: string
  kind: 'named' | 'beforeRestore'
  label: string
  note: string
  text: KeptText
}

type Described = Pick<store.VersionRow, 'kind' | 'label' | 'note' | 'author_id' | 'author_for'>

async function insert(
  tx: Tx,
  draftId: string,
  described: Described,
  text: KeptText,
): Promise<Kept & { id: string; number: number }> {
  // Its keyframe may have been thinned out since the text was packed.
  if (text.baseId !== null && !(await store.hasText(tx.db, text.baseId)))
    throw new PlenaryError('conflict')
  const id = newId()
  const number = Number((await store.lastVersion(tx.db, draftId))?.number ?? 0) + 1
  const row = { id, draft_id: draftId, number, ...described, date: null, created_at: tx.now }
  await store.insertVersion(
    tx.db,
    { ...row, document: null, sha256: text.sha256, provenance: null },
    text,
  )
  return { id, number, isChangedSince: await store.takeEditors(tx.db, draftId, text.seq, id) }
}

const keepVersion = command('drafts.keepVersion', async (tx, input: NewVersion) => {
  const { draftId, kind, label } = input
  const action = kind === 'named' ? 'draft.nameVersion' : 'draft.restore'
  const authorized = await authorize(tx, input.caller, action, { kind: 'draft', id: draftId })
  const described = {
    kind,
    label,
    note: input.note || null,
    author_id: authorized.viewer.personId,
    author_for: authorized.agencyId,
  }
  const kept = await insert(tx, draftId, described, input.text)
  tx.emit({
    kind: 'draft.versionNamed',
    payload: { draftId, versionId: kept.id, number: kept.number },
    ...draftEvent(authorized),
  })
  return kept
})

/**
 * Keeps a text by itself, at a natural pause, unless it reads as the last version does; nobody is
 * its author, and no event tells of it.
 */
const keepAutomatic = command(
  'drafts.keepAutomaticVersion',
  async (tx, input: { draftId: string; text: KeptText }): Promise<Kept> => {
    const { draftId, text } = input
    const last = await store.lastVersion(tx.db, draftId)
    if (last?.sha256 === text.sha256)
      return { isChangedSince: await store.takeEditors(tx.db, draftId, text.seq, null) }
    const described = {
      kind: 'automatic',
      label: '',
      note: null,
      author_id: null,
      author_for: null,
    }
    const { isChangedSince } = await insert(tx, draftId, described, text)
    await thinDraft(tx, draftId)
    return { isChangedSince }
  },
)

async function thinDraft(tx: Tx, draftId: string): Promise<void> {
  const versions = await thinning.automaticVersions(tx.db, draftId)
  const zone = await thinning.timeZoneOf(tx.db, draftId)
  await thinning.dropVersions(tx.db, draftId, thinnedVersions(versions, tx.now, zone))
}

const thinVersions = command('drafts.thinVersions', async (tx, input: { draftId: string }) => {
  await thinDraft(tx, input.draftId)
})

interface Naming {
  caller: Caller
  draftId: string
  versionId: string
  label: string
  note: string
}

/** Gives an automatic version a name, and so keeps it for good. */
const nameKept = command('drafts.nameKeptVersion', async (tx, input: Naming) => {
  const { draftId, versionId, label } = input
  const on = { kind: 'draft', id: draftId } as const
  const authorized = await authorize(tx, input.caller, 'draft.nameVersion', on)
  const version = await store.listedVersion(tx.db, draftId, versionId)
  if (!version) throw new PlenaryError('not_found')
  if (version.kind !== 'automatic') throw new PlenaryError('already_done')
  await store.nameVersion(tx.db, versionId, {
    label,
    note: input.note || null,
    author_id: authorized.viewer.personId,
    author_for: authorized.agencyId,
  })
  tx.emit({
    kind: 'draft.versionNamed',
    payload: { draftId, versionId, number: version.number },
    ...draftEvent(authorized),
  })
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

export const versionCommands = {
  keepVersion,
  keepAutomatic,
  thinVersions,
  nameKept,
  recordRestore,
}
