import * as Y from 'yjs'
import { lettersOf } from '../drafts.ts'
import type { ClientOrder } from './orders.ts'
import { joinerFor } from './participant.ts'

const AT_ONCE = 4

/**
 * Opens drafts and stays in them as a reader. Their texts are forgotten here: only the server's
 * memory is asked for, and a thousand of them would not fit into one process of ours.
 */
export async function readDrafts(order: Extract<ClientOrder, { kind: 'read' }>): Promise<void> {
  const { joiners, length, server, url } = order
  const join = await joinerFor(server)
  const waiting = joiners.values()
  const readInTurn = async () => {
    for (const { draft, token } of waiting) {
      const doc = new Y.Doc()
      await join({ url, draft, token, doc, onSaved: () => undefined }).synced
      const found = lettersOf(doc)
      if (found !== length) throw new Error(`a reader got ${found} of ${length} letters`)
      doc.store.clients.clear()
      doc.share.clear()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readInTurn))
}
