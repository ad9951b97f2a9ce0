import type { Caller } from '#server/access/authorize.ts'
import type { AppendRow, DraftLog, OrphanText, StoredDraft } from '#server/collab/ports.ts'
import type { Db } from '#server/storage/command.ts'
import type { Storage } from '#server/storage/storage.ts'
import { minute } from '#shared/time.ts'
import { DraftAuthorship } from './authorship.ts'
import { DraftCredits } from './authorship-credits.ts'
import type { LogRow } from './draft-append-service.ts'
import { draftLogCommands } from './draft-log-service.ts'
import * as store from './draft-log-store.ts'
import type { CreditedOrphan } from './orphans-service.ts'
import { quarantineCommands } from './quarantine-service.ts'
import { DraftChanges } from './versions-changes.ts'

/** What `DraftAccess` hands the engine as a connection's actor. */
export interface DraftActor {
  caller: Caller
}

/** After this long without a change by a person, their next one opens a new sitting. */
const sittingMs = 30 * minute

export async function loadDraft(db: Db, draftId: string): Promise<StoredDraft | null> {
  const head = await store.logHead(db, draftId)
  if (!head) return null
  const clients = await store.allClients(db, draftId)
  return {
    epoch: String(head.epoch),
    snapshot: (await store.snapshotOf(db, draftId))?.bytes ?? null,
    rows: (await store.rowsOf(db, draftId)).map((row) => ({ seq: row.seq, update: row.bytes })),
    clients: clients
      .filter((client) => client.epoch === head.epoch)
      .map((client) => ({
        clientId: client.client_id,
        personId: client.person_id,
        nextClock: client.next_clock,
      })),
    earlierClients: clients
      .filter((client) => client.epoch !== head.epoch)
      .map((client) => client.client_id),
  }
}

/** The engine's log over the product's storage: each append is one command of the writer. */
export class StoredDraftLog implements DraftLog {
  readonly #storage: Storage
  readonly #changes: DraftChanges
  readonly #authorship: DraftAuthorship
  readonly #sittings = new Map<string, number>()

  constructor(
    storage: Storage,
    changes = new DraftChanges(),
    authorship = new DraftAuthorship(storage),
  ) {
    this.#storage = storage
    this.#changes = changes
    this.#authorship = authorship
  }

  load(draftId: string): Promise<StoredDraft | null> {
    return this.#storage.snapshot((db) => loadDraft(db, draftId))
  }

  async append(rows: AppendRow[]) {
    const input = rows.map((row): LogRow => {
      const { actor, deletions: _, ...rest } = row
      return {
        ...rest,
        caller: (actor as DraftActor).caller,
        opensSitting: this.#opensSitting(row),
        isNewEditor: !this.#changes.isNoted(row.draftId, row.personId),
      }
    })
    // No key: after an unknown outcome the engine closes the connections, and they join anew.
    const results = await this.#storage.exec(
      draftLogCommands.append,
      { rows: input },
      { key: null },
    )
    for (const [at, row] of rows.entries())
      if (results[at]?.ok) this.#changes.stored(row.draftId, row.personId)
    return results
  }

  async compact(draftId: string, compacted: Parameters<DraftLog['compact']>[1]) {
    const kept = await this.#authorship.fold(draftId, compacted.seqs)
    const orphans = withAuthors(compacted.orphans, kept.credits)
    const input = { draftId, ...compacted, kept, orphans }
    await this.#storage.exec(draftLogCommands.compact, input, { key: null })
  }

  async quarantine(draftId: string, bad: Parameters<DraftLog['quarantine']>[1]) {
    await this.#storage.exec(quarantineCommands.quarantine, { draftId, ...bad }, { key: null })
  }

  reserveClients(draftId: string, personId: string, clientIds: number[]) {
    return this.#storage.exec(
      draftLogCommands.reserveClients,
      { draftId, personId, clientIds },
      { key: null },
    )
  }

  #opensSitting(row: AppendRow): boolean {
    const key = `${row.draftId} ${row.personId}`
    const last = this.#sittings.get(key)
    const now = Date.now()
    this.#sittings.delete(key)
    this.#sittings.set(key, now)
    if (this.#sittings.size > 10_000)
      this.#sittings.delete(this.#sittings.keys().next().value ?? '')
    return last === undefined || now - last > sittingMs
  }
}

function withAuthors(orphans: OrphanText[], credits: Uint8Array): CreditedOrphan[] {
  if (orphans.length === 0) return []
  const { authors } = DraftCredits.decode(credits)
  return orphans.map((orphan) => ({ ...orphan, author: authors.at(orphan.client, orphan.clock) }))
}
