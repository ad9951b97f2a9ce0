import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { ServerKind } from '../servers/server-kind.ts'

/** A document and whatever connects it, as the server's own makers provide it. */
export interface Participant {
  doc: Y.Doc
  awareness: Awareness
  /** The server has sent all it has. */
  synced: Promise<void>
  /** Leaves without another word, and does not come back. */
  leave(): void
}

export interface Joining {
  url: string
  draft: string
  token: string | null
  doc: Y.Doc
  /** The server says that all that this document had made before clock `to` is saved. */
  onSaved(to: number): void
}

export type Join = (joining: Joining) => Participant

/** Loads the client that fits: Hocuspocus speaks a protocol of its own, with a provider of its own. */
export async function joinerFor(server: ServerKind): Promise<Join> {
  if (server === 'hocuspocus') return (await import('./hocuspocus-participant.ts')).joinHocuspocus()
  return (await import('./y-websocket-participant.ts')).joinByYWebsocket
}

/** The clock that the document's next letter will have. */
export function nextClock(doc: Y.Doc): number {
  const structs = doc.store.clients.get(doc.clientID)
  const last = structs?.at(-1)
  return last ? last.id.clock + last.length : 0
}
