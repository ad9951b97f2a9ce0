import * as Y from 'yjs'
import type { InMemoryDraftLog } from './in-memory-draft-log.ts'

/**
 * The oracle of H2: a fresh document opens the stored draft whole. Throws when Yjs throws, or when
 * something stays pending.
 */
export function openStored(log: InMemoryDraftLog, draftId = '7'): Y.Doc {
  const { snapshot, rows } = log.draft(draftId)
  const doc = new Y.Doc()
  doc.getXmlFragment('default')
  if (snapshot) Y.applyUpdate(doc, snapshot)
  for (const { update } of rows) Y.applyUpdate(doc, update)
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('something stays pending')
  return doc
}

export function storedText(log: InMemoryDraftLog, draftId = '7'): string {
  return openStored(log, draftId).getXmlFragment('default').toString()
}
