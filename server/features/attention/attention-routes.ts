import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { attention } from '#shared/contracts/attention.ts'
import { attentionCommands } from './attention-service.ts'
import { pageBefore } from './attention-store.ts'
import { bindEvents } from './events-routes.ts'
import { findTitles } from './find.ts'
import { countUnread, showNotification } from './notification-view.ts'
import { showActivity } from './show-activity.ts'
import { showHome } from './show-home.ts'

const notificationsOnAPage = 30

export function bindAttention(routes: Routes, services: Services): void {
  const { storage, people, clock } = services
  bindEvents(routes, services)

  routes.on(attention.home, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await showHome({ ...call, db, people, now: clock.now() })),
    })),
  )

  routes.on(attention.visit, (call) =>
    storage.exec(
      attentionCommands.visit,
      { caller: call.caller, groupId: call.params.groupId },
      { key: call.key ?? null },
    ),
  )

  routes.on(attention.notifications, (call) =>
    storage.snapshot(async (db) => {
      const { groupId } = call.params
      const { before = Number.MAX_SAFE_INTEGER } = call.query
      const rows = await pageBefore(db, call.viewer, groupId, {
        before,
        limit: notificationsOnAPage,
      })
      const notifications = []
      for (const row of rows) notifications.push(await showNotification(db, people, row))
      return {
        ...(await call.readAt(db)),
        notifications,
        unread: await countUnread(db, call.viewer, groupId),
      }
    }),
  )

  routes.on(attention.markNotificationsRead, async (call) => {
    const { groupId } = call.params
    await storage.exec(
      attentionCommands.markRead,
      { caller: call.caller, groupId, ids: call.body.ids },
      { key: call.key ?? null },
    )
    return { unread: await storage.snapshot((db) => countUnread(db, call.viewer, groupId)) }
  })

  routes.on(attention.activity, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await showActivity(db, services, { ...call, before: call.query.before })),
    })),
  )

  routes.on(attention.find, (call) =>
    storage.snapshot((db) =>
      findTitles(db, people, { ...call, now: clock.now(), typed: call.query.q }),
    ),
  )
}
