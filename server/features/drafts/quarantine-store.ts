import type { BadRow } from '#server/collab/ports.ts'
import type { Db } from '#server/storage/command.ts'

/** Moves a row of the log to where bad rows are kept. */
export async function setRowAside(
  db: Db,
  draftId: string,
  seq: number,
  why: { epoch: number; failure: string; at: number },
): Promise<void> {
  const row = await db
    .selectFrom('draft_update')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (!row) return
  await db
    .insertInto('draft_quarantine')
    .values({
      draft_id: draftId,
      epoch: why.epoch,
      seq,
      bytes: row.bytes,
      person_id: row.person_id,
      at: row.at,
      failure: why.failure,
      quarantined_at: why.at,
    })
    .execute()
  await db
    .deleteFrom('draft_update')
    .where('draft_id', '=', draftId)
    .where('seq', '=', seq)
    .execute()
}

/** Their next clocks go back to where the row began, and nobody continues these ids any more. */
export async function closeClients(
  db: Db,
  draftId: string,
  structs: BadRow['structs'],
): Promise<void> {
  for (const { client, from } of structs) {
    await db
      .updateTable('draft_client')
      .set({ person_id: null })
      .where('draft_id', '=', draftId)
      .where('client_id', '=', client)
      .execute()
    await db
      .updateTable('draft_client')
      .set({ next_clock: from })
      .where('draft_id', '=', draftId)
      .where('client_id', '=', client)
      .where('next_clock', '>', from)
      .execute()
  }
}
