import { clearDocument, IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { readFragment } from '#shared/editor/read-fragment.ts'
import { DRAFT_FRAGMENT } from '#shared/editor/seed-draft.ts'
import { type KeptFor, localCopyNames, UNSENT } from './local-copy.ts'

/** A copy on this device, of whichever epoch, as it was when it was looked at. */
export interface KeptCopy {
  draftId: string
  epoch: number
  /** Holds changes that the server has not stored. */
  isUnsent: boolean
  text: DraftNode
  forget: () => Promise<void>
}

/** The copies of a person, or those of one draft; an empty list where the device does not answer. */
export async function keptCopies(keptFor: KeptFor, draftId?: string): Promise<KeptCopy[]> {
  const names = await localCopyNames(keptFor, draftId).catch(() => [])
  return Promise.all(names.map((name) => readCopy(name)))
}

/** Removes the copies that hold nothing unsent: what is left waits for this person (H20). */
export async function forgetSettledCopies(keptFor: KeptFor): Promise<void> {
  const copies = await keptCopies(keptFor)
  await Promise.all(copies.filter(({ isUnsent }) => !isUnsent).map((copy) => copy.forget()))
}

async function readCopy(name: string): Promise<KeptCopy> {
  const [draftId = '', epoch] = name.split('/').slice(-2)
  const doc = new Y.Doc()
  const store = new IndexeddbPersistence(name, doc)
  await store.whenSynced
  const isUnsent = (await store.get(UNSENT)) === 1
  await store.destroy()
  const { doc: text } = readFragment(doc.getXmlFragment(DRAFT_FRAGMENT))
  return { draftId, epoch: Number(epoch), isUnsent, text, forget: () => clearDocument(name) }
}
