import * as Y from 'yjs'
import { answerTasks } from '#server/workers/answer-tasks.ts'
import { DeletionIndex } from './admission/deletion-index.ts'
import { scanUpdate } from './admission/scan-update.ts'
import { findOrphans } from './orphan-text.ts'
import type { Deletion, OrphanText } from './ports.ts'

/** Updates to be applied in order, and the clocks that they must reach where these are known. */
export interface CompactionTask {
  parts: Uint8Array[]
  vector: ReadonlyMap<number, number> | null
}

export interface Compacted {
  snapshot: Uint8Array
  /** What Yjs deleted by itself: the snapshot names it, no update did. */
  implied: Deletion[]
  /** The text in it that nobody deleted (H6). */
  orphans: OrphanText[]
}

/** Throws when the parts do not make a whole document, or the snapshot is not equal to it. */
export function compactUpdates(parts: Uint8Array[]): Compacted {
  const document = open(parts, true)
  const snapshot = Y.encodeStateAsUpdate(document)
  const decoded = open([snapshot], true)
  if (!Y.equalSnapshots(Y.snapshot(document), Y.snapshot(decoded))) {
    throw new Error('the snapshot has other structs or deletions than the document')
  }
  if (textOf(document) !== textOf(decoded)) {
    throw new Error('the snapshot has another text than the document')
  }
  const implied = impliedDeletions(document, parts)
  // Only a document that keeps what is deleted can tell whether there were words among it.
  const orphans = implied.isEmpty ? [] : findOrphans(open(parts, false), parts, implied)
  return { snapshot, implied: [...implied], orphans }
}

function open(parts: Uint8Array[], gc: boolean): Y.Doc {
  const document = new Y.Doc({ gc })
  document.getXmlFragment('default')
  document.transact((transaction) => {
    for (const part of parts) Y.applyUpdate(document, part)
    // Else Yjs would tidy formatting marks away, as deletions that nobody made.
    transaction.local = true
  })
  const { pendingStructs, pendingDs } = document.store
  if (pendingStructs || pendingDs) throw new Error('some rows hang on nothing')
  return document
}

function textOf(document: Y.Doc): string {
  return document.getXmlFragment('default').toString()
}

function impliedDeletions(document: Y.Doc, parts: Uint8Array[]): DeletionIndex {
  const named = new DeletionIndex()
  for (const part of parts) named.addAll(scanUpdate(part, () => 0).deletions)
  const implied = new DeletionIndex()
  for (const [client, ranges] of Y.snapshot(document).ds.clients) {
    for (const { clock, len } of ranges) implied.addAll(named.missing({ client, clock, len }))
  }
  return implied
}

function assertReaches(snapshot: Uint8Array, vector: ReadonlyMap<number, number>): void {
  const found = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(snapshot))
  const isSame =
    found.size === vector.size &&
    [...vector].every(([client, clock]) => found.get(client) === clock)
  if (!isSame) throw new Error('the snapshot does not have the structs of the draft')
}

answerTasks(({ parts, vector }: CompactionTask): Compacted => {
  const compacted = compactUpdates(parts)
  if (vector) assertReaches(compacted.snapshot, vector)
  return compacted
})
