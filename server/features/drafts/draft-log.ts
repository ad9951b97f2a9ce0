import type { Caller } from '#server/access/authorize.ts'
import type { AppendRow, DraftLog, StoredDraft } from '#server/collab/ports.ts'
import type { Db } from '#server/storage/command.ts'
import type { Storage } from '#server/storage/storage.ts'
import { minute } from '#shared/time.ts'
import { draftLogCommands, type LogRow } from './draft-log-service.ts'
import * as store from './draft-log-store.ts'

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
  readonly #sittings = new Map<string, number>()

  constructor(storage: Storage) {
    this.#storage = storage
  }

  load(draftId: string): Promise<StoredDraft | null> {
    return this.#storage.snapshot((db) => loadDraft(db, draftId))
  }

  append(rows: AppendRow[]) {
    const input = rows.map((row): LogRow => {
      const { actor, ...rest } = row
      return {
        ...rest,
        caller: (actor as DraftActor).caller,
        opensSitting: this.#opensSitting(row),
      }
    })
    // No key: after an unknown outcome the engine closes the connections, and they join anew.
    return this.#storage.exec(draftLogCommands.append, { rows: input }, { key: null })
  }

  async compact(
    draftId: string,
    compacted: { epoch: string; snapshot: Uint8Array; seqs: number[] },
  ) {
    await this.#storage.exec(draftLogCommands.compact, { draftId, ...compacted }, { key: null })
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
