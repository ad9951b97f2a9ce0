import { authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import type { AppendRefusal, AppendResult, AppendRow } from '#server/collab/ports.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import * as store from './draft-log-store.ts'

/** The bound of a draft, in bytes; rows that only delete are taken beyond it. */
export const mostBytesInADraft = 16 * 1024 * 1024

export interface LogRow extends Omit<AppendRow, 'actor'> {
  caller: Caller
  /** This person's first change of a sitting: one event a sitting, not one a keystroke. */
  opensSitting: boolean
}

type Rights = (row: LogRow) => Promise<Authorized | AppendRefusal>

/** Rights are read once for a person and draft in a transaction, however many rows they sent. */
function rightsIn(tx: Tx): Rights {
  const known = new Map<string, Authorized | AppendRefusal>()
  return async (row) => {
    const key = `${row.caller.personId} ${row.draftId}`
    const found = known.get(key)
    if (found) return found
    const answer = await authorize(tx, row.caller, 'draft.edit', {
      kind: 'draft',
      id: row.draftId,
    }).catch(asRefusal)
    known.set(key, answer)
    return answer
  }
}

function asRefusal(error: unknown): AppendRefusal {
  if (!(error instanceof PlenaryError)) throw error
  return error.code === 'frozen' || error.code === 'closed' ? 'frozen' : 'denied'
}

/** Identity, then order: what depends on a row that was refused is refused with it (H1, H7). */
async function orderProblem(tx: Tx, row: LogRow): Promise<'identity' | 'gap' | null> {
  const ids = [...row.structs, ...row.needs].map((range) => range.client)
  const clients = new Map(
    (await store.clientRows(tx.db, row.draftId, ids)).map((client) => [client.client_id, client]),
  )
  for (const range of row.structs) {
    const client = clients.get(range.client)
    if (client && client.person_id !== row.personId) return 'identity'
  }
  const isInOrder =
    row.structs.every((range) => (clients.get(range.client)?.next_clock ?? 0) === range.from) &&
    row.needs.every((need) => (clients.get(need.client)?.next_clock ?? 0) >= need.clock)
  return isInOrder ? null : 'gap'
}

async function appendOne(tx: Tx, row: LogRow, rights: Rights): Promise<AppendResult> {
  const authorized = await rights(row)
  if (typeof authorized === 'string') return { ok: false, code: authorized }
  const head = await store.logHead(tx.db, row.draftId)
  if (!head) return { ok: false, code: 'denied' }
  if (String(head.epoch) !== row.epoch) return { ok: false, code: 'epoch' }
  const problem = await orderProblem(tx, row)
  if (problem) return { ok: false, code: problem }
  const size = head.size + row.bytes.byteLength
  if (size > mostBytesInADraft && row.structs.length > 0) return { ok: false, code: 'tooLarge' }
  const seq = head.next_seq
  await store.insertRow(tx.db, {
    draftId: row.draftId,
    seq,
    bytes: row.bytes,
    personId: row.personId,
    at: tx.now,
  })
  await store.moveClients(tx.db, row.draftId, head.epoch, row.personId, row.structs)
  await store.creditDeletions(tx.db, row.draftId, row.personId, row.deletions, tx.now)
  const edited = { at: tx.now, by: row.personId, for: authorized.agencyId }
  await store.advanceHead(tx.db, row.draftId, { nextSeq: seq + 1, size }, edited)
  if (row.opensSitting) {
    tx.emit({
      kind: 'draft.edited',
      payload: { draftId: row.draftId },
      groupId: head.group_id,
      audience: `space:${head.space_id}`,
      spaceId: head.space_id,
      subject: { kind: 'draft', id: row.draftId },
      actorId: row.personId,
      actorFor: authorized.agencyId,
    })
  }
  return { ok: true, seq }
}

/** Stores rows in the order given, one result each; what it checks is in `AppendRefusal`'s order. */
const append = command('drafts.append', async (tx, input: { rows: LogRow[] }) => {
  const rights = rightsIn(tx)
  const results: AppendResult[] = []
  for (const row of input.rows) results.push(await appendOne(tx, row, rights))
  return results
})

const compact = command(
  'drafts.compact',
  async (tx, input: { draftId: string; epoch: string; snapshot: Uint8Array; seqs: number[] }) => {
    const head = await store.logHead(tx.db, input.draftId)
    if (!head || String(head.epoch) !== input.epoch) throw new PlenaryError('conflict')
    await store.replaceRows(tx.db, input.draftId, input.snapshot, input.seqs, tx.now)
    const size = await store.storedSize(tx.db, input.draftId)
    await store.advanceHead(tx.db, input.draftId, { nextSeq: head.next_seq, size }, null)
  },
)

const reserveClients = command(
  'drafts.reserveClients',
  async (tx, input: { draftId: string; personId: string; clientIds: number[] }) => {
    const head = await store.logHead(tx.db, input.draftId)
    if (!head) throw new PlenaryError('not_found')
    for (const clientId of input.clientIds) {
      await store.reserveClient(tx.db, { ...input, clientId, epoch: head.epoch })
    }
    const rows = await store.clientRows(tx.db, input.draftId, input.clientIds)
    return {
      foreign: rows.filter((row) => row.person_id !== input.personId).map((row) => row.client_id),
    }
  },
)

export const draftLogCommands = { append, compact, reserveClients }
