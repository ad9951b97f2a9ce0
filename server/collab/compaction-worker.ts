import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'

/** Updates to be applied in order. */
export interface CompactionTask {
  id: number
  parts: Uint8Array[]
}

export type CompactionAnswer =
  | { id: number; snapshot: Uint8Array; failure?: undefined }
  | { id: number; snapshot?: undefined; failure: string }

/** Throws when the parts do not make a whole document, or the snapshot is not equal to it. */
export function compactUpdates(parts: Uint8Array[]): Uint8Array {
  const document = open(parts)
  const snapshot = Y.encodeStateAsUpdate(document)
  const decoded = open([snapshot])
  if (!Y.equalSnapshots(Y.snapshot(document), Y.snapshot(decoded))) {
    throw new Error('the snapshot has other structs or deletions than the document')
  }
  if (textOf(document) !== textOf(decoded)) {
    throw new Error('the snapshot has another text than the document')
  }
  return snapshot
}

function open(parts: Uint8Array[]): Y.Doc {
  const document = new Y.Doc({ gc: true })
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

parentPort?.on('message', ({ id, parts }: CompactionTask) => {
  let answer: CompactionAnswer
  try {
    answer = { id, snapshot: compactUpdates(parts) }
  } catch (error) {
    answer = { id, failure: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
