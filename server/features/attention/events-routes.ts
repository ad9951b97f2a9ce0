import type { Routes } from '#server/http/routes.ts'
import { audiencesOf, eventsAfter, headFor } from '#server/log/log-store.ts'
import type { Services } from '#server/services.ts'
import { attention } from '#shared/contracts/attention.ts'

const mostEventsInAnAnswer = 500

/** What a reader missed: catch-up after a reconnect, so that no page shows a gap or a double. */
export function bindEvents(routes: Routes, { storage, seal }: Services): void {
  routes.on(attention.events, (call) =>
    storage.snapshot(async (db) => {
      const { groupId } = call.params
      const audiences = audiencesOf(call.viewer, groupId)
      const after = seal.open(groupId, call.query.after)
      if (after === null) {
        const head = await headFor(db, audiences)
        return { events: [], cursor: seal.seal(groupId, head), isReload: true, hasMore: false }
      }
      const rows = await eventsAfter(db, audiences, after, mostEventsInAnAnswer)
      const last = rows.at(-1)?.seq ?? after
      return {
        events: rows.map((row) => row.event),
        cursor: seal.seal(groupId, last),
        isReload: false,
        hasMore: rows.length === mostEventsInAnAnswer,
      }
    }),
  )
}
