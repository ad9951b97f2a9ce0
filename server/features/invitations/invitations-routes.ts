import { Router } from 'express'
import { LinkCookie } from '#server/http/link-cookie.ts'
import type { OpenCall, Routes } from '#server/http/routes.ts'
import { secretHash } from '#server/http/secret-hash.ts'
import { signIn } from '#server/http/sign-in.ts'
import type { Services } from '#server/services.ts'
import type { Endpoint } from '#shared/contracts/contract.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newSecret } from '#shared/ids.ts'
import { answerCommands } from './answer-service.ts'
import type { Means, Sent } from './deliver.ts'
import { invitationUrl } from './invitation-link.ts'
import { invitationLetter } from './invitation-text.ts'
import { manageCommands } from './manage-service.ts'
import { readList } from './read-list.ts'
import { sendCommands } from './send-service.ts'
import { listCandidates, listInvitations } from './show-invitations.ts'
import { showOpened } from './show-opened.ts'

/** Carries the secret of an opened link to the routes below `/api/invitation`. */
function invitationCookie(services: Services): LinkCookie {
  return new LinkCookie(services.config, 'invitation', '/api/invitation')
}

/**
 * `GET /invite/<secret>`: uses nothing up and looks nothing up, so scanners of mail may open it as
 * often as they like (H17). Mount beside the pages.
 */
export function invitationLinks(services: Services): Router {
  const cookie = invitationCookie(services)
  const router = Router({ caseSensitive: true })
  router.get('/invite/:secret', (request, response) => {
    cookie.open(response, request.params.secret.slice(0, 60), '/invitation')
  })
  return router
}

/** What a command needs beside its input; the secret stays on this side of the writer (H9). */
function prepare(services: Services): { secret: string; means: Means } {
  const secret = newSecret()
  const isMailConfigured = services.config.smtpUrl !== null
  return { secret, means: { isMailConfigured, linkHash: secretHash(secret) } }
}

/**
 * What the inviter is answered. The link stands in it only where the command kept the very link
 * that this request made: a repeat of a request (same idempotency key) shows none, as it is shown once.
 */
async function toAnswer(services: Services, sent: Sent, secret: string) {
  const { storage, people } = services
  const { agencyId, linkHash, ...rest } = sent
  const isOurs = linkHash !== null && linkHash === secretHash(secret)
  const link = isOurs ? invitationUrl(services, secret) : null
  return {
    ...rest,
    agency: await people.agency(storage.db, agencyId),
    link,
    mail: link && sent.id ? await invitationLetter(storage.db, people, sent.id, link) : null,
  }
}

/** Who answers by a link: a browser. An API token neither joins nor signs in (H25). */
function refuseTokens(call: OpenCall<Endpoint>): void {
  if (!call.request.session || (call.caller && call.caller.scopes !== null)) {
    throw new PlenaryError(
      'forbidden',
      'Open the link in a browser, without an Authorization header.',
    )
  }
}

function bindInviting(routes: Routes, services: Services): void {
  const { storage, people, clock } = services

  routes.on(invitations.list, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      invitations: await listInvitations(db, people, call.viewer, call.subject, clock.now()),
    })),
  )

  routes.on(invitations.candidates, (call) =>
    storage.snapshot((db) => listCandidates(db, call.viewer, call.subject, clock.now())),
  )

  routes.on(invitations.readList, (call) =>
    storage.snapshot((db) => {
      const reading = { db, viewer: call.viewer, space: call.subject, now: clock.now() }
      return readList(reading, people, call.body.text)
    }),
  )

  routes.on(invitations.send, async (call) => {
    const prepared = call.body.recipients.map(() => prepare(services))
    const sent = await storage.exec(
      sendCommands.send,
      {
        caller: call.caller,
        spaceId: call.params.spaceId,
        ...call.body,
        isMailConfigured: services.config.smtpUrl !== null,
        linkHashes: prepared.map(({ means }) => means.linkHash),
      },
      { key: call.key },
    )
    const secrets = new Map(prepared.map(({ secret, means }) => [means.linkHash, secret]))
    const answers = sent.map((one) =>
      toAnswer(services, one, secrets.get(one.linkHash ?? '') ?? ''),
    )
    return { invitations: await Promise.all(answers) }
  })
}

function bindManaging(routes: Routes, services: Services): void {
  const { storage } = services

  routes.on(invitations.resend, async (call) => {
    const { secret, means } = prepare(services)
    const input = { caller: call.caller, ...call.params, ...means, isToShow: call.body.isToShow }
    const sent = await storage.exec(manageCommands.resend, input, { key: call.key })
    return toAnswer(services, sent, secret)
  })

  routes.on(invitations.revoke, (call) =>
    storage.exec(manageCommands.revoke, { caller: call.caller, ...call.params }, { key: call.key }),
  )

  routes.on(invitations.decide, async (call) => {
    const { secret, means } = prepare(services)
    const input = { caller: call.caller, ...call.params, ...means, isAccepted: call.body.accept }
    const sent = await storage.exec(manageCommands.decide, input, { key: call.key })
    return { sent: sent && (await toAnswer(services, sent, secret)) }
  })
}

function bindAnswering(routes: Routes, services: Services): void {
  const { storage, people, clock } = services
  const cookie = invitationCookie(services)
  const tokenHash = (call: OpenCall<Endpoint>): string | null => {
    const secret = cookie.read(call.request)
    return secret === null ? null : secretHash(secret)
  }

  routes.anyone(invitations.opened, (call) =>
    storage.snapshot((db) =>
      showOpened(db, people, { tokenHash: tokenHash(call), caller: call.caller }, clock.now()),
    ),
  )

  // A key of the caller's is not taken: everybody without a sign-in would share one name space.
  routes.anyone(invitations.join, async (call) => {
    refuseTokens(call)
    const { person, seatRole, isShared } = call.body
    const joined = await storage.exec(answerCommands.join, {
      tokenHash: tokenHash(call),
      caller: call.caller,
      person,
      seatRole,
    })
    cookie.clear(call.response)
    const { spaceId, personId, isNew, hasPassword } = joined
    if (isNew) await signIn(call.request, personId, { madeBy: 'invitation', isShared })
    return { spaceId, personId, offerPassword: !hasPassword }
  })

  routes.anyone(invitations.decline, async (call) => {
    refuseTokens(call)
    await storage.exec(answerCommands.decline, { tokenHash: tokenHash(call), caller: call.caller })
    cookie.clear(call.response)
  })
}

export function bindInvitations(routes: Routes, services: Services): void {
  bindInviting(routes, services)
  bindManaging(routes, services)
  bindAnswering(routes, services)
}
