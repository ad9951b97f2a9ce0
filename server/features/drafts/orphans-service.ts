import { authorize, type Caller } from '#server/access/authorize.ts'
import type { OrphanText } from '#server/collab/ports.ts'
import { command, type Tx } from '#server/storage/command.ts'
import type { Author } from '#shared/editor/author-table.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { draftEvent } from './drafts-service.ts'
import * as store from './orphans-store.ts'

/** Text whose paragraph was replaced, and who wrote it. */
export interface CreditedOrphan extends OrphanText {
  author: Author | null
}

/** A draft, as its log knows it. */
interface LoggedDraft {
  id: string
  space_id: string
  group_id: string
}

/** Keeps what a compaction found, with who wrote it, and tells that it is offered (H6). */
export async function keepOrphans(
  tx: Tx,
  draft: LoggedDraft,
  orphans: readonly CreditedOrphan[],
): Promise<void> {
  if (orphans.length === 0) return
  for (const orphan of orphans) {
    const { author } = orphan
    await store.insertOrphan(tx.db, {
      id: newId(),
      draft_id: draft.id,
      client_id: orphan.client,
      clock: orphan.clock,
      text: orphan.text,
      near: orphan.near,
      left_client: orphan.left?.client ?? null,
      left_clock: orphan.left?.clock ?? null,
      right_client: orphan.right?.client ?? null,
      right_clock: orphan.right?.clock ?? null,
      person_id: author?.personId ?? null,
      agency_id: author?.agencyId ?? null,
      found_at: tx.now,
      settled_at: null,
      settled_by: null,
      is_inserted: null,
    })
  }
  tx.emit({
    kind: 'draft.orphaned',
    payload: { draftId: draft.id },
    groupId: draft.group_id,
    audience: `space:${draft.space_id}`,
    spaceId: draft.space_id,
    subject: { kind: 'draft', id: draft.id },
    actorId: null,
    actorFor: null,
  })
}

interface Settling {
  caller: Caller
  draftId: string
  orphanId: string
}

async function settle(tx: Tx, input: Settling, isInserted: boolean): Promise<void> {
  const authorized = await authorize(tx, input.caller, 'draft.edit', {
    kind: 'draft',
    id: input.draftId,
  })
  const row = await store.findOrphan(tx.db, input.draftId, input.orphanId)
  if (!row) throw new PlenaryError('not_found')
  const by = authorized.viewer.personId
  if (!(await store.settleOrphan(tx.db, row.id, { at: tx.now, by, isInserted }))) {
    throw new PlenaryError('conflict', 'Somebody else has just settled this text.')
  }
  tx.emit({
    kind: 'draft.orphanSettled',
    payload: { draftId: input.draftId },
    ...draftEvent(authorized),
  })
}

/** Two who insert at once: one wins, before anything is written into the text. */
const claimOrphan = command('drafts.claimOrphan', (tx, input: Settling) => settle(tx, input, true))

const dismissOrphan = command('drafts.dismissOrphan', (tx, input: Settling) =>
  settle(tx, input, false),
)

/** The text did not take it: it is offered again. */
const releaseOrphan = command('drafts.releaseOrphan', async (tx, input: Settling) => {
  const authorized = await authorize(tx, input.caller, 'draft.edit', {
    kind: 'draft',
    id: input.draftId,
  })
  const row = await store.findOrphan(tx.db, input.draftId, input.orphanId)
  if (row?.settled_by !== authorized.viewer.personId) throw new PlenaryError('not_found')
  await store.reopenOrphan(tx.db, row.id)
  tx.emit({
    kind: 'draft.orphaned',
    payload: { draftId: input.draftId },
    ...draftEvent(authorized),
  })
})

export const orphanCommands = { claimOrphan, dismissOrphan, releaseOrphan }
