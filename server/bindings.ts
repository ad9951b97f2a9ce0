import type { Router } from 'express'
import { bindAdministration } from './features/administration/administration-routes.ts'
import { bindAttention } from './features/attention/attention-routes.ts'
import { mailStopRouter } from './features/attention/mail-stop-routes.ts'
import { bindAuthorship } from './features/drafts/authorship-routes.ts'
import { bindDrafts } from './features/drafts/drafts-routes.ts'
import {
  type DraftAuthorship,
  draftAnchors,
  type DraftTexts,
  type OrphanTexts,
} from './features/drafts/index.ts'
import { bindOrphans } from './features/drafts/orphans-routes.ts'
import { bindVersions } from './features/drafts/versions-routes.ts'
import { bindFiles } from './features/files/files-routes.ts'
import { bindForum } from './features/forum/forum-routes.ts'
import { bindGroups } from './features/groups/groups-routes.ts'
import { bindIdentity } from './features/identity/identity-routes.ts'
import type { Access } from './features/identity/access.ts'
import { signInLinks } from './features/identity/sign-in-routes.ts'
import { bindInvitations, invitationLinks } from './features/invitations/invitations-routes.ts'
import type { SetupLink } from './features/setup/index.ts'
import { bindSetup, setupLinks } from './features/setup/setup-routes.ts'
import { bindSpaces } from './features/spaces/spaces-routes.ts'
import { openApiRoute } from './http/openapi-route.ts'
import type { Routes } from './http/routes.ts'
import { renderForOutbox } from './mail/outbox-text.ts'
import type { Services } from './services.ts'

/**
 * Binds every feature's routes. Returns the addresses that are opened by a click in a mail (they
 * use nothing up), and those that a mail program itself may call, which name no Origin.
 */
export function bindEverything(parts: {
  routes: Routes
  services: Services
  access: Access
  setupLink: SetupLink
  texts: DraftTexts
  orphans: OrphanTexts
  authorship: DraftAuthorship
}): { links: Router[]; unguarded: Router[] } {
  const { routes, services } = parts
  bindIdentity(routes, services, parts.access)
  bindSetup(routes, services, parts.setupLink)
  bindGroups(routes, services)
  bindSpaces(routes, services)
  bindInvitations(routes, services)
  bindFiles(routes, services)
  bindForum(routes, services, { anchors: draftAnchors })
  bindDrafts(routes, services, parts.texts)
  bindVersions(routes, services, parts.texts)
  bindOrphans(routes, services, parts.orphans)
  bindAuthorship(routes, services, parts.authorship, parts.texts)
  bindAttention(routes, services)
  bindAdministration(routes, services, renderForOutbox)
  return {
    links: [signInLinks(services), setupLinks(services), invitationLinks(services), openApiRoute()],
    unguarded: [mailStopRouter(services)],
  }
}
