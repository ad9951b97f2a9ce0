import type { Caller } from '#server/access/authorize.ts'
import type { AppendResult, AppendRow } from '#server/collab/ports.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { insertCredits } from './authorship-store.ts'
import * as store from './draft-append-store.ts'
import { draftingRights } from './drafting-rights.ts'
import { noteEditor } from './versions-store.ts'

/** The bound of a draft, in bytes; rows that only delete are taken beyond it. */
export const mostBytesInADraft = 16 * 1024 * 1024

/** Deletions stay in `bytes`, from where compaction credits them. */
export interface LogRow extends Omit<AppendRow, 'actor' | 'deletions'> {
  caller: Caller
  /** This person's first change of a sitting: one event a sitting, not one a keystroke. */
  opensSitting: boolean
  /** This person's first change since the draft's last version, as far as this process knows. */
  isNewEditor: boolean
}

interface Head extends store.DraftHead {
  edited: { at: number; by: string; for: string | null } | null
}

/** The heads of the drafts of one batch: read at the first row of each, written once at the end. */
class Heads {
  readonly #tx: Tx
  readonly #known = new Map<string, Head | null>()

  constructor(tx: Tx) {
    this.#tx = tx
  }

  async of(draftId: string): Promise<Head | null> {
    let head = this.#known.get(draftId)
    if (head === undefined) {
      const row = await store.draftHead(this.#tx.db, draftId)
      this.#known.set(draftId, (head = row ? { ...row, edited: null } : null))
    }
    return head
  }

  async write(): Promise<void> {
    for (const head of this.#known.values()) {
      if (!head?.edited) continue
      const { id: draftId, next_seq: nextSeq, size, edited } = head
      await store.advanceEdited(this.#tx.db, { draftId, nextSeq, size, ...edited })
    }
  }
}

/** Identity, then order: what depends on a row that was refused is refused with it (H1, H7). */
async function orderProblem(tx: Tx, row: LogRow): Promise<'identity' | 'gap' | null> {
  const ids = new Set([...row.structs, ...row.needs].map((range) => range.client))
  const rows = await store.clientsOf(tx.db, row.draftId, [...ids])
  const clients = new Map(rows.map((client) => [client.client_id, client]))
  for (const range of row.structs) {
    const client = clients.get(range.client)
    if (client && client.person_id !== row.personId) return 'identity'
  }
  const isInOrder =
    row.structs.every((range) => (clients.get(range.client)?.next_clock ?? 0) === range.from) &&
    row.needs.every((need) => (clients.get(need.client)?.next_clock ?? 0) >= need.clock)
  return isInOrder ? null : 'gap'
}

async function appendOne(tx: Tx, row: LogRow, heads: Heads): Promise<AppendResult> {
  const { draftId, personId, bytes } = row
  const head = await heads.of(draftId)
  if (!head) return { ok: false, code: 'denied' }
  const authorized = await draftingRights(tx, row.caller, head)
  if (typeof authorized === 'string') return { ok: false, code: authorized }
  if (String(head.epoch) !== row.epoch) return { ok: false, code: 'epoch' }
  const problem = await orderProblem(tx, row)
  if (problem) return { ok: false, code: problem }
  const size = head.size + bytes.byteLength
  if (size > mostBytesInADraft && row.structs.length > 0) return { ok: false, code: 'tooLarge' }
  const { agencyId } = authorized
  const seq = head.next_seq
  await store.insertRow(tx.db, { draftId, seq, bytes, personId, agencyId, at: tx.now })
  if (row.credits) await insertCredits(tx.db, draftId, seq, row.credits)
  await store.moveClients(tx.db, draftId, head.epoch, personId, row.structs)
  if (row.isNewEditor) await noteEditor(tx.db, draftId, seq, personId, agencyId)
  head.next_seq = seq + 1
  head.size = size
  head.edited = { at: tx.now, by: personId, for: agencyId }
  if (row.opensSitting) {
    tx.emit({
      kind: 'draft.edited',
      payload: { draftId },
      groupId: head.group_id,
      audience: `space:${head.space_id}`,
      spaceId: head.space_id,
      subject: { kind: 'draft', id: draftId },
      actorId: personId,
      actorFor: agencyId,
    })
  }
  return { ok: true, seq }
}

/** Stores rows in the order given, one result each; what it checks is in `AppendRefusal`'s order. */
const append = command('drafts.append', async (tx, input: { rows: LogRow[] }) => {
  const heads = new Heads(tx)
  const results: AppendResult[] = []
  for (const row of input.rows) results.push(await appendOne(tx, row, heads))
  await heads.write()
  return results
})

export const appendCommands = { append }
