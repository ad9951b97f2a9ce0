import type { Db } from '#server/storage/command.ts'

/** Everything that would let somebody in ends: sessions, links of both kinds, tokens. */
export async function endAllWaysIn(db: Db, realNow: number): Promise<void> {
  await db.deleteFrom('session').execute()
  await db
    .updateTable('sign_in_link')
    .set({ used_at: realNow })
    .where('used_at', 'is', null)
    .execute()
  await db
    .updateTable('invitation_link')
    .set({ voided_at: realNow })
    .where('voided_at', 'is', null)
    .execute()
  await db
    .updateTable('api_token')
    .set({ revoked_at: realNow })
    .where('revoked_at', 'is', null)
    .execute()
}

export async function setIncarnation(db: Db, incarnation: string): Promise<void> {
  await db.updateTable('installation').set({ incarnation }).execute()
}

export function draftEpochs(db: Db) {
  return db.selectFrom('draft').select(['id', 'epoch']).execute()
}

/** The stored text goes on in the new epoch; client ids of earlier ones stay behind (H14). */
export async function moveToEpoch(
  db: Db,
  draft: { id: string; from: number; to: number },
): Promise<void> {
  await db.updateTable('draft').set({ epoch: draft.to }).where('id', '=', draft.id).execute()
  await db
    .updateTable('draft_client')
    .set({ epoch: draft.to })
    .where('draft_id', '=', draft.id)
    .where('epoch', '=', draft.from)
    .execute()
}

export async function keepEarlierClient(
  db: Db,
  row: {
    draftId: string
    clientId: number
    personId: string | null
    nextClock: number
    epoch: number
  },
): Promise<void> {
  await db
    .insertInto('draft_client')
    .values({
      draft_id: row.draftId,
      client_id: row.clientId,
      person_id: row.personId,
      next_clock: row.nextClock,
      epoch: row.epoch,
    })
    .onConflict((conflict) => conflict.columns(['draft_id', 'client_id']).doNothing())
    .execute()
}

export async function personIds(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('person').select('id').execute()
  return new Set(rows.map((row) => row.id))
}

export async function groupIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('group').select('id').execute()
  return rows.map((row) => row.id)
}
