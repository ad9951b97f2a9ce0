import type { BadRow } from '#server/collab/ports.ts'
import { command } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { logHead, setSize, storedSize } from './draft-log-store.ts'
import * as store from './quarantine-store.ts'

interface BadRows {
  draftId: string
  epoch: string
  failure: string
  rows: BadRow[]
}

/** Takes rows out of a draft that make it unreadable, with what hangs on them; keeps their bytes. */
const quarantine = command('drafts.quarantine', async (tx, input: BadRows) => {
  const head = await logHead(tx.db, input.draftId)
  if (!head || String(head.epoch) !== input.epoch) throw new PlenaryError('conflict')
  const why = { epoch: head.epoch, failure: input.failure, at: tx.now }
  for (const row of input.rows) {
    await store.setRowAside(tx.db, input.draftId, row.seq, why)
    await store.closeClients(tx.db, input.draftId, row.structs)
  }
  const size = await storedSize(tx.db, input.draftId)
  await setSize(tx.db, input.draftId, size)
})

export const quarantineCommands = { quarantine }
