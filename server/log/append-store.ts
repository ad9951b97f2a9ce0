import type { CommittedEvent, Tx } from '#server/storage/command.ts'
import type { PlenaryEvent } from '#shared/events/events.ts'

/** SQLite takes 32,766 values in a statement, and an import may bring thousands of events. */
const rowsAtOnce = 500

/**
 * Appends a command's events to the log, in its own transaction and last in it: `seq` comes from
 * the group's head row, so the log is gapless in commit order.
 */
export async function appendEvents(tx: Tx, emitted: PlenaryEvent[]): Promise<CommittedEvent[]> {
  const committed: CommittedEvent[] = []
  for (const groupId of new Set(emitted.map((event) => event.groupId))) {
    const ofGroup = emitted.filter((event) => event.groupId === groupId)
    committed.push(...(await appendToGroup(tx, groupId, ofGroup)))
  }
  return committed
}

async function appendToGroup(
  tx: Tx,
  groupId: string,
  emitted: PlenaryEvent[],
): Promise<CommittedEvent[]> {
  const head = await tx.db
    .updateTable('group')
    .set((eb) => ({ last_seq: eb('last_seq', '+', emitted.length) }))
    .where('id', '=', groupId)
    .returning('last_seq')
    .executeTakeFirstOrThrow()
  const first = head.last_seq - emitted.length + 1
  const committed = emitted.map((event, index) => ({
    ...event,
    seq: first + index,
    at: event.imported?.at ?? tx.now,
  }))
  for (let index = 0; index < committed.length; index += rowsAtOnce) {
    await insertEvents(tx, groupId, committed.slice(index, index + rowsAtOnce))
  }
  await moveHeads(tx, groupId, committed)
  return committed
}

async function insertEvents(tx: Tx, groupId: string, events: CommittedEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    group_id: groupId,
    seq: event.seq,
    audience: event.audience,
    space_id: event.spaceId,
    subject_kind: event.subject.kind,
    subject_id: event.subject.id,
    actor_id: event.actorId,
    actor_for: event.actorFor,
    kind: event.kind,
    payload: JSON.stringify(event.payload),
    at: event.at,
    recorded_at: tx.realNow,
    cause: event.cause ?? null,
    is_imported: event.imported ? (1 as const) : (0 as const),
    previous_hash: null,
    hash: null,
  }))
  await tx.db.insertInto('event').values(rows).execute()
}

/** The last event of each audience: a reader's cursor is the highest among their own. */
async function moveHeads(tx: Tx, groupId: string, committed: CommittedEvent[]): Promise<void> {
  const heads = new Map<string, number>(committed.map((event) => [event.audience, event.seq]))
  await tx.db
    .insertInto('audience_head')
    .values([...heads].map(([audience, seq]) => ({ audience, group_id: groupId, seq })))
    .onConflict((conflict) =>
      conflict.column('audience').doUpdateSet((eb) => ({ seq: eb.ref('excluded.seq') })),
    )
    .execute()
}
