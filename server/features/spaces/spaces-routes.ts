import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { can } from '#shared/rules/rights.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { categoryCommands } from './categories-service.ts'
import { peopleOf } from './space-people.ts'
import { showSpace } from './show-space.ts'
import { spaceCommands } from './spaces-service.ts'
import * as store from './spaces-store.ts'

async function listSpaces(db: Db, viewer: Viewer, groupId: string) {
  const rows = await store.readableSpaces(db, viewer, groupId)
  const ids = rows.map((row) => row.id)
  const unread = await store.unreadTopics(db, viewer.personId, ids)
  const drafts = await store.draftCounts(db, ids)
  return rows.map((row) => store.toSummary(row, unread.get(row.id) ?? 0, drafts.get(row.id) ?? 0))
}

export function bindSpaces(routes: Routes, services: Services): void {
  const { storage } = services

  routes.on(spaces.list, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      spaces: await listSpaces(db, call.viewer, call.params.groupId),
      granted: await store.grantedObjects(db, call.viewer, call.params.groupId),
      may: { createSpace: can('space.create', call.viewer, call.subject) === null },
    })),
  )

  routes.on(spaces.create, (call) =>
    storage.exec(
      spaceCommands.createSpace,
      { caller: call.caller, groupId: call.params.groupId, ...call.body },
      { key: call.key },
    ),
  )

  routes.on(spaces.show, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await showSpace(db, services.people, call.viewer, call.subject)),
    })),
  )

  routes.on(spaces.update, (call) =>
    storage.exec(
      spaceCommands.updateSpace,
      { caller: call.caller, spaceId: call.params.spaceId, ...call.body },
      { key: call.key },
    ),
  )

  routes.on(spaces.people, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await peopleOf(db, services.people, call.viewer, call.subject, services.clock.now())),
    })),
  )

  routes.on(spaces.withdrawAccess, (call) =>
    storage.exec(
      spaceCommands.withdrawAccess,
      { caller: call.caller, accessId: call.params.accessId },
      { key: call.key },
    ),
  )

  routes.on(spaces.createCategory, (call) =>
    storage.exec(
      categoryCommands.createCategory,
      { caller: call.caller, spaceId: call.params.spaceId, ...call.body },
      { key: call.key },
    ),
  )

  routes.on(spaces.updateCategory, (call) =>
    storage.exec(
      categoryCommands.updateCategory,
      { caller: call.caller, categoryId: call.params.categoryId, ...call.body },
      { key: call.key },
    ),
  )

  routes.on(spaces.removeCategory, (call) =>
    storage.exec(
      categoryCommands.removeCategory,
      { caller: call.caller, categoryId: call.params.categoryId },
      { key: call.key },
    ),
  )
}
