import { authorize, type Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import { newId } from '#shared/ids.ts'
import { toAttached } from './attach-files.ts'
import * as store from './files-store.ts'

export interface Upload {
  caller: Caller
  spaceId: string
  name: string
  mediaType: string
  /** Bytes. */
  size: number
  sha256: string
  /** Pixels of the re-encoded picture; null for what is none. */
  picture: { width: number; height: number } | null
}

/** The row of an upload whose bytes are on the disk already (H12: bytes first, then the row). */
const addFile = command('files.add', async (tx, input: Upload) => {
  const on = { kind: 'space', id: input.spaceId } as const
  const { subject } = await authorize(tx, input.caller, 'file.upload', on)
  const row: store.FileRow = {
    id: newId(),
    group_id: subject.groupId,
    space_id: input.spaceId,
    uploaded_by: input.caller.personId,
    post_id: null,
    topic_id: null,
    draft_id: null,
    name: input.name,
    media_type: input.mediaType,
    size: input.size,
    sha256: input.sha256,
    width: input.picture?.width ?? null,
    height: input.picture?.height ?? null,
    created_at: tx.now,
  }
  await store.insertFile(tx.db, row)
  return { ...toAttached(row), createdAt: row.created_at }
})

export const fileCommands = { addFile }
