import type { DraftLog } from '#server/collab/ports.ts'
import { command } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { KeptCredits } from './authorship.ts'
import { replaceCredits } from './authorship-store.ts'
import { appendCommands } from './draft-append-service.ts'
import * as store from './draft-log-store.ts'
import { type CreditedOrphan, keepOrphans } from './orphans-service.ts'

interface CompactedLog extends Omit<Parameters<DraftLog['compact']>[1], 'orphans'> {
  draftId: string
  /** Who wrote and deleted what of all that was compacted. */
  kept: KeptCredits
  orphans: CreditedOrphan[]
}

const compact = command('drafts.compact', async (tx, input: CompactedLog) => {
  const head = await store.logHead(tx.db, input.draftId)
  if (!head || String(head.epoch) !== input.epoch) throw new PlenaryError('conflict')
  await store.replaceRows(tx.db, input.draftId, input.snapshot, input.seqs, tx.now)
  await replaceCredits(tx.db, input.draftId, input.kept, input.seqs)
  await keepOrphans(tx, head, input.orphans)
  const size = await store.storedSize(tx.db, input.draftId)
  await store.setSize(tx.db, input.draftId, size)
})

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

export const draftLogCommands = { ...appendCommands, compact, reserveClients }
