import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { groups } from '#shared/contracts/groups.ts'
import { groupCommands } from './groups-service.ts'
import { showMembers } from './show-members.ts'

export function bindGroups(routes: Routes, services: Services): void {
  const { storage } = services

  routes.on(groups.members, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await showMembers(db, services.people, call.viewer, call.subject, services.clock.now())),
    })),
  )

  routes.on(groups.endSeat, (call) =>
    storage.exec(
      groupCommands.endSeat,
      { caller: call.caller, seatId: call.params.seatId },
      { key: call.key },
    ),
  )

  routes.on(groups.markSeatKeeper, (call) =>
    storage.exec(
      groupCommands.markSeatKeeper,
      { caller: call.caller, seatId: call.params.seatId, ...call.body },
      { key: call.key },
    ),
  )
}
