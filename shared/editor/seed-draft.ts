import * as Y from 'yjs'
import type { DraftNode } from './draft-node.ts'
import { type ReadText, readFragment } from './read-fragment.ts'
import { validateDraft } from './validate-draft.ts'
import { newSharedChildren, sharedParts } from './write-fragment.ts'

/** The fragment in which a draft's text stands; the only root that the engine admits. */
export const DRAFT_FRAGMENT = 'default'

/** A text that the schema does not allow; nothing was made of it. */
export class UnsoundDraft extends Error {
  override name = 'UnsoundDraft'
}

/** @throws UnsoundDraft naming the first thing that the schema does not allow */
export function assertSound(doc: DraftNode): void {
  const [problem] = validateDraft(doc)
  if (problem !== undefined)
    throw new UnsoundDraft(`${problem.kind} ${problem.name} at ${problem.path.join('.')}`)
}

/**
 * The first state of a draft, as a Yjs update. The same document and client id give the same
 * bytes, so that an import that is run twice finds what it wrote. Seeded on the server, once.
 * @throws UnsoundDraft
 */
export function draftToUpdate(doc: DraftNode, clientId: number): Uint8Array {
  assertSound(doc)
  const shared = new Y.Doc()
  shared.clientID = clientId
  shared.getXmlFragment(DRAFT_FRAGMENT).insert(0, newSharedChildren(sharedParts(doc.content)))
  const update = Y.encodeStateAsUpdate(shared)
  shared.destroy()
  return update
}

/** The text of a stored state, always sound, and what in it the schema did not allow. */
export function updateToDraft(state: Uint8Array): ReadText {
  const shared = new Y.Doc()
  Y.applyUpdate(shared, state)
  const text = readFragment(shared.getXmlFragment(DRAFT_FRAGMENT))
  shared.destroy()
  return text
}
