import * as Y from 'yjs'
import type { SimulatedClient } from './simulated-client.ts'
import type { Ledger } from './simulation-ledger.ts'

/**
 * A letter under the client id of somebody else, at its next clock, as far as the forger knows it
 * (H1). null while it knows nobody's. The ledger does not know of it: nobody typed it there.
 */
export function forgeUpdate(
  forger: SimulatedClient,
  whose: number,
  ledger: Ledger,
): Uint8Array | null {
  const foreign = [...forger.doc.store.clients.keys()].filter((id) => {
    return ledger.isForeign(id, forger.token)
  })
  const id = foreign[whose % foreign.length]
  if (id === undefined || forger.fragment.length === 0) return null
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(forger.doc))
  doc.clientID = id
  const before = Y.encodeStateVector(doc)
  const block = doc.getXmlFragment('default').get(0) as Y.XmlElement
  const letter = ledger.newLetter()
  ;(block.get(0) as Y.XmlText).insert(0, letter)
  return Y.encodeStateAsUpdate(doc, before)
}
