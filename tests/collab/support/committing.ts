import * as Y from 'yjs'
import type { AppendRow } from '#server/collab/ports.ts'
import { loadDraft } from '#server/features/drafts/draft-log.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { appendParagraph } from './stock-client.ts'

/** Somebody who writes one paragraph a commit, so that a database tells which commits it has. */
export class Committer {
  readonly #doc = new Y.Doc()
  readonly #draftId: string
  readonly #personId: string

  constructor(draftId: string, personId: string) {
    this.#draftId = draftId
    this.#personId = personId
  }

  row(commit: number): AppendRow {
    const { clientID, store } = this.#doc
    const before = Y.encodeStateVector(this.#doc)
    const from = Y.getState(store, clientID)
    appendParagraph(this.#doc, wordOf(commit))
    return {
      draftId: this.#draftId,
      epoch: '1',
      actor: { caller: { personId: this.#personId, scopes: null } },
      personId: this.#personId,
      bytes: Y.encodeStateAsUpdate(this.#doc, before),
      structs: [{ client: clientID, from, to: Y.getState(store, clientID) }],
      deletions: [],
      needs: [],
    }
  }
}

export function wordOf(commit: number): string {
  return `commit-${commit}.`
}

/** The commits that a database has. Opens it as the server does after a crash. */
export async function commitsIn(file: string, draftId: string): Promise<Set<number>> {
  const sqlite = openConnection(file, 'writer')
  try {
    const problems = sqlite.pragma('integrity_check', { simple: true })
    if (problems !== 'ok') throw new Error(`the database is broken: ${String(problems)}`)
    const keys = sqlite.prepare('select key from idempotency').pluck().all() as string[]
    const stored = await loadDraft(kyselyOver(sqlite), draftId)
    const doc = new Y.Doc()
    for (const { update } of stored?.rows ?? []) Y.applyUpdate(doc, update)
    const text = [doc.getXmlFragment('default').toString(), ...keys].join()
    return new Set([...text.matchAll(/commit-(\d+)\./g)].map(([, commit]) => Number(commit)))
  } finally {
    sqlite.close()
  }
}
