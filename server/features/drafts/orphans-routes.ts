import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { drafts } from '#shared/contracts/drafts.ts'
import type { OrphanTexts } from './orphan-texts.ts'
import { orphanCommands } from './orphans-service.ts'
import { openOrphans } from './orphans-store.ts'

export function bindOrphans(
  routes: Routes,
  { storage, people }: Services,
  orphans: OrphanTexts,
): void {
  routes.on(drafts.orphans, (call) =>
    storage.snapshot(async (db) => {
      const shown = []
      for (const row of await openOrphans(db, call.params.draftId)) {
        shown.push({
          id: row.id,
          text: row.text,
          author: await people.actor(db, row.person_id, row.agency_id),
          foundAt: row.found_at,
          near: row.near,
        })
      }
      return { ...(await call.readAt(db)), orphans: shown }
    }),
  )

  routes.on(drafts.insertOrphan, async (call) => {
    await orphans.insert(call.caller, call.params.draftId, call.params.orphanId)
  })

  routes.on(drafts.dismissOrphan, (call) => {
    const input = { caller: call.caller, ...call.params }
    return storage.exec(orphanCommands.dismissOrphan, input, { key: call.key })
  })
}
