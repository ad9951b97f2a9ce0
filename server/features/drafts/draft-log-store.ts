import type { Db } from '#server/storage/command.ts'
import type { Deletion, ClientRange } from '#server/collab/ports.ts'

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

export async function insertRow(
  db: Db,
  row: { draftId: string; seq: number; bytes: Uint8Array; personId: string | null; at: number },
): Promise<void> {
  await db
    .insertInto('draft_update')
    .values({
      draft_id: row.draftId,
      seq: row.seq,
      bytes: Buffer.from(row.bytes),
      person_id: row.personId,
      at: row.at,
    })
    .execute()
}

/** Binds the ids to the person and moves their next clocks (H1). */
export async function moveClients(
  db: Db,
  draftId: string,
  epoch: number,
  personId: string | null,
  structs: ClientRange[],
): Promise<void> {
  if (structs.length === 0) return
  await db
    .insertInto('draft_client')
    .values(
      structs.map((range) => ({
        draft_id: draftId,
        client_id: range.client,
        person_id: personId,
        next_clock: range.to,
        epoch,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['draft_id', 'client_id'])
        .doUpdateSet((eb) => ({ next_clock: eb.ref('excluded.next_clock') })),
    )
    .execute()
}

/** Who deleted what: credited once, to the first. */
export async function creditDeletions(
  db: Db,
  draftId: string,
  personId: string | null,
  deletions: Deletion[],
  at: number,
): Promise<void> {
  if (deletions.length === 0) return
  await db
    .insertInto('draft_deletion')
    .values(
      deletions.map((deletion) => ({
        draft_id: draftId,
        client_id: deletion.client,
        clock: deletion.clock,
        length: deletion.len,
        person_id: personId,
        at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['draft_id', 'client_id', 'clock']).doNothing())
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

export async function advanceHead(
  db: Db,
  draftId: string,
  head: { nextSeq: number; size: number },
  edited: { at: number; by: string | null; for: string | null } | null,
): Promise<void> {
  await db
    .updateTable('draft')
    .set({
      next_seq: head.nextSeq,
      size: head.size,
      ...(edited && { edited_at: edited.at, edited_by: edited.by, edited_for: edited.for }),
    })
    .where('id', '=', draftId)
    .execute()
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
