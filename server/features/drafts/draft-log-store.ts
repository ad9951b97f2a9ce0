import type { Db } from '#server/storage/command.ts'

/** What the append command must know of a draft before it stores a row. */
export function logHead(db: Db, draftId: string) {
  return db
    .selectFrom('draft')
    .select(['id', 'epoch', 'size', 'next_seq', 'space_id', 'group_id'])
    .where('id', '=', draftId)
    .executeTakeFirst()
}

export function clientRows(db: Db, draftId: string, clients: number[]) {
  return db
    .selectFrom('draft_client')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('client_id', 'in', clients.length > 0 ? clients : [-1])
    .execute()
}

export function allClients(db: Db, draftId: string) {
  return db.selectFrom('draft_client').selectAll().where('draft_id', '=', draftId).execute()
}

export function snapshotOf(db: Db, draftId: string) {
  return db
    .selectFrom('draft_snapshot')
    .selectAll()
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
}

export function rowsOf(db: Db, draftId: string) {
  return db
    .selectFrom('draft_update')
    .select(['seq', 'bytes'])
    .where('draft_id', '=', draftId)
    .orderBy('seq')
    .execute()
}

export async function reserveClient(
  db: Db,
  row: { draftId: string; clientId: number; personId: string; epoch: number },
): Promise<void> {
  await db
    .insertInto('draft_client')
    .values({
      draft_id: row.draftId,
      client_id: row.clientId,
      person_id: row.personId,
      next_clock: 0,
      epoch: row.epoch,
    })
    .onConflict((conflict) => conflict.columns(['draft_id', 'client_id']).doNothing())
    .execute()
}

export async function setSize(db: Db, draftId: string, size: number): Promise<void> {
  await db.updateTable('draft').set({ size }).where('id', '=', draftId).execute()
}

/** Writes the snapshot and deletes exactly the rows merged into it. */
export async function replaceRows(
  db: Db,
  draftId: string,
  snapshot: Uint8Array,
  seqs: number[],
  at: number,
): Promise<void> {
  const upTo = Math.max(0, ...seqs)
  await db
    .insertInto('draft_snapshot')
    .values({ draft_id: draftId, upto_seq: upTo, bytes: Buffer.from(snapshot), at })
    .onConflict((conflict) =>
      conflict.column('draft_id').doUpdateSet((eb) => ({
        bytes: eb.ref('excluded.bytes'),
        upto_seq: eb.ref('excluded.upto_seq'),
        at: eb.ref('excluded.at'),
      })),
    )
    .execute()
  for (let index = 0; index < seqs.length; index += 500) {
    await db
      .deleteFrom('draft_update')
      .where('draft_id', '=', draftId)
      .where('seq', 'in', seqs.slice(index, index + 500))
      .execute()
  }
}

export async function storedSize(db: Db, draftId: string): Promise<number> {
  const rows = await db
    .selectFrom('draft_update')
    .select((eb) => eb.fn.sum<number>(eb.fn<number>('length', ['bytes'])).as('bytes'))
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  const snapshot = await db
    .selectFrom('draft_snapshot')
    .select((eb) => eb.fn<number>('length', ['bytes']).as('bytes'))
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  return Number(rows?.bytes ?? 0) + Number(snapshot?.bytes ?? 0)
}
