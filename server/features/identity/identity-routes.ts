import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { identity } from '#shared/contracts/identity.ts'
import type { Access } from './access.ts'
import { bindAccount } from './account-routes.ts'
import { accountCommands } from './account-service.ts'
import { showSession } from './show-session.ts'
import { bindSignIn } from './sign-in-routes.ts'

export function bindIdentity(routes: Routes, services: Services, access: Access): void {
  routes.anyone(identity.session, async (call) => {
    // Before the snapshot: it holds the one reading connection, and would wait for itself.
    const isShared = await access.isShared(call.request.headers)
    const viewer = call.caller && (await services.viewers.viewer(call.caller))
    return services.storage.snapshot((db) => showSession(db, services, viewer, isShared))
  })

  routes.on(identity.confirmPerson, (call) =>
    services.storage.exec(
      accountCommands.confirm,
      { caller: call.caller, personId: call.params.personId },
      { key: call.key },
    ),
  )

  bindSignIn(routes, services, access)
  bindAccount(routes, services, access)
}
