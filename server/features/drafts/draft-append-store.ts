import type { ClientRange } from '#server/collab/ports.ts'
import type { Db } from '#server/storage/command.ts'
import { prepared } from '#server/storage/prepared.ts'

/**
 * What the append command must know of a draft before it stores a row. `last_seq` and
 * `last_recorded_at` name the last event of the group's log: as long as they are the same, nobody's
 * rights were changed.
 */
const head = prepared((db, args: { draftId: string }) =>
  db
    .selectFrom('draft')
    .innerJoin('group', 'group.id', 'draft.group_id')
    .leftJoin('event', (join) =>
      join.onRef('event.group_id', '=', 'draft.group_id').onRef('event.seq', '=', 'group.last_seq'),
    )
    .select([
      'draft.id',
      'draft.epoch',
      'draft.size',
      'draft.next_seq',
      'draft.space_id',
      'draft.group_id',
      'group.last_seq',
      'event.recorded_at as last_recorded_at',
    ])
    .where('draft.id', '=', args.draftId),
)

export type DraftHead = Awaited<ReturnType<typeof head>>[number]

export async function draftHead(db: Db, draftId: string): Promise<DraftHead | undefined> {
  return (await head(db, { draftId }))[0]
}

const clients = prepared((db, args: { draftId: string; ids: number[] }) =>
  db
    .selectFrom('draft_client')
    .select(['client_id', 'person_id', 'next_clock'])
    .where('draft_id', '=', args.draftId)
    .where('client_id', 'in', args.ids),
)

/** SQLite takes 32,766 values in a statement, and a delete set may name more clients. */
const idsAtOnce = 5_000

export async function clientsOf(db: Db, draftId: string, ids: number[]) {
  const rows = []
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    rows.push(...(await clients(db, { draftId, ids: ids.slice(at, at + idsAtOnce) })))
  }
  return rows
}

interface NewRow {
  draftId: string
  seq: number
  bytes: Uint8Array
  personId: string | null
  agencyId: string | null
  at: number
}

const row = prepared((db, args: NewRow) =>
  db.insertInto('draft_update').values({
    draft_id: args.draftId,
    seq: args.seq,
    bytes: args.bytes,
    person_id: args.personId,
    agency_id: args.agencyId,
    at: args.at,
  }),
)

export async function insertRow(db: Db, values: NewRow): Promise<void> {
  const { buffer, byteOffset, byteLength } = values.bytes
  await row(db, { ...values, bytes: Buffer.from(buffer, byteOffset, byteLength) })
}

const client = prepared(
  (
    db,
    args: {
      draftId: string
      clientId: number
      personId: string | null
      nextClock: number
      epoch: number
    },
  ) =>
    db
      .insertInto('draft_client')
      .values({
        draft_id: args.draftId,
        client_id: args.clientId,
        person_id: args.personId,
        next_clock: args.nextClock,
        epoch: args.epoch,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['draft_id', 'client_id'])
          .doUpdateSet((eb) => ({ next_clock: eb.ref('excluded.next_clock') })),
      ),
)

/** Binds the ids to the person and moves their next clocks (H1). */
export async function moveClients(
  db: Db,
  draftId: string,
  epoch: number,
  personId: string | null,
  structs: ClientRange[],
): Promise<void> {
  for (const { client: clientId, to } of structs) {
    await client(db, { draftId, clientId, personId, nextClock: to, epoch })
  }
}

const edited = prepared(
  (
    db,
    args: {
      draftId: string
      nextSeq: number
      size: number
      at: number
      by: string | null
      for: string | null
    },
  ) =>
    db
      .updateTable('draft')
      .set({
        next_seq: args.nextSeq,
        size: args.size,
        edited_at: args.at,
        edited_by: args.by,
        edited_for: args.for,
      })
      .where('id', '=', args.draftId),
)

export async function advanceEdited(db: Db, values: Parameters<typeof edited>[1]): Promise<void> {
  await edited(db, values)
}
