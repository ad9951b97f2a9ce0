import type { Router } from 'express'
import { draftAnchors, type DraftTexts } from './features/drafts/index.ts'
import { bindDrafts } from './features/drafts/drafts-routes.ts'
import { bindEvents } from './features/attention/events-routes.ts'
import { bindFiles } from './features/files/files-routes.ts'
import { bindForum } from './features/forum/forum-routes.ts'
import { bindGroups } from './features/groups/groups-routes.ts'
import type { Access } from './features/identity/index.ts'
import { bindIdentity } from './features/identity/identity-routes.ts'
import { signInLinks } from './features/identity/sign-in-routes.ts'
import { bindInvitations, invitationLinks } from './features/invitations/invitations-routes.ts'
import type { SetupLink } from './features/setup/index.ts'
import { bindSetup, setupLinks } from './features/setup/setup-routes.ts'
import { bindSpaces } from './features/spaces/spaces-routes.ts'
import type { Routes } from './http/routes.ts'
import type { Services } from './services.ts'

export interface Bound {
  /** Addresses that are opened by a click in a mail: they use nothing up. */
  links: Router[]
  /** Background work: jobs, notifications. */
  start(): void
  stop(): Promise<void>
}

/** Every feature's routes. */
export function bindEverything(parts: {
  routes: Routes
  services: Services
  access: Access
  setupLink: SetupLink
  texts: DraftTexts
}): Bound {
  const { routes, services } = parts
  bindIdentity(routes, services, parts.access)
  bindSetup(routes, services, parts.setupLink)
  bindGroups(routes, services)
  bindSpaces(routes, services)
  bindInvitations(routes, services)
  bindFiles(routes, services)
  bindForum(routes, services, { anchors: draftAnchors })
  bindDrafts(routes, services, parts.texts)
  bindEvents(routes, services)
  return {
    links: [signInLinks(services), setupLinks(services), invitationLinks(services)],
    start: () => undefined,
    stop: () => Promise.resolve(),
  }
}
