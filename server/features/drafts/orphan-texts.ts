import type { Caller } from '#server/access/authorize.ts'
import type { CollabEngine } from '#server/collab/engine.ts'
import type { Storage } from '#server/storage/storage.ts'
import type { ElementId } from '#shared/editor/insert-orphan.ts'
import { PlenaryError } from '#shared/errors.ts'
import { orphanCommands } from './orphans-service.ts'
import * as store from './orphans-store.ts'
import { changeAsServer } from './server-change.ts'
import type { TextDesk } from './text-desk.ts'
import { freshClientId } from './text-seeds.ts'

/** Puts text whose paragraph was replaced back into the draft, under its author's name (H6). */
export class OrphanTexts {
  readonly #engine: CollabEngine
  readonly #storage: Storage
  readonly #desk: TextDesk

  constructor(engine: CollabEngine, storage: Storage, desk: TextDesk) {
    this.#engine = engine
    this.#storage = storage
    this.#desk = desk
  }

  async insert(caller: Caller, draftId: string, orphanId: string): Promise<void> {
    const input = { caller, draftId, orphanId }
    const row = await store.findOrphan(this.#storage.db, draftId, orphanId)
    if (!row) throw new PlenaryError('not_found')
    await this.#storage.exec(orphanCommands.claimOrphan, input)
    try {
      await this.#write(caller, row)
    } catch (error) {
      await this.#storage.exec(orphanCommands.releaseOrphan, input)
      throw error
    }
  }

  async #write(caller: Caller, row: store.OrphanRow): Promise<void> {
    const parts = await this.#engine.runExclusive(row.draft_id, async (state) => state)
    if (!parts) throw new PlenaryError('not_found')
    const lost = {
      text: row.text,
      near: row.near,
      left: elementId(row.left_client, row.left_clock),
      right: elementId(row.right_client, row.right_clock),
    }
    const clientId = freshClientId()
    const update = await this.#desk.run('insert', { parts, lost, clientId })
    const author = { actor: { caller }, personId: caller.personId }
    const { person_id: personId, agency_id: agencyId } = row
    const credits = [{ client: clientId, clock: 0, personId, agencyId }]
    await changeAsServer(this.#engine, row.draft_id, author, update, credits)
  }
}

function elementId(client: number | null, clock: number | null): ElementId | null {
  return client === null || clock === null ? null : { client, clock }
}
