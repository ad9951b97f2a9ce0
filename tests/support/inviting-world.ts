import type { AddressInfo } from 'node:net'
import { Router } from 'express'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { PeopleDirectory } from '#server/access/people-directory.ts'
import { ViewerCache } from '#server/access/viewer-cache.ts'
import { DomainClock } from '#server/clock.ts'
import { readConfig } from '#server/config.ts'
import { bindGroups } from '#server/features/groups/index.ts'
import { Access, bindIdentity, mintLink, signInLinks } from '#server/features/identity/index.ts'
import { bindInvitations, invitationLinks } from '#server/features/invitations/index.ts'
import { bindSpaces } from '#server/features/spaces/index.ts'
import { createApp } from '#server/http/app.ts'
import { originFault } from '#server/http/origin-fault.ts'
import { originGuard } from '#server/http/origin-guard.ts'
import { Routes } from '#server/http/routes.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { CursorSeal } from '#server/log/cursor.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { BrowserLike } from './browser-like.ts'
import { temporaryStorage } from './temporary-storage.ts'

/** A real server with the features around invitations, on a database of the test's own. */
export interface InvitingWorld {
  services: Services
  /** Writes directly, for what a test arranges; the writer thread does not see half of it. */
  arrange: Db
  file: string
  browser(): BrowserLike
  /** A browser in which this person is signed in. */
  signedIn(personId: string): Promise<BrowserLike>
  /** Moves the installation's clock: invitations expire by it. */
  pass(ms: number): Promise<void>
}

/** Opens the server; `env` as the process would have it, such as SMTP_URL. */
export async function invitingWorld(env: NodeJS.ProcessEnv = {}): Promise<InvitingWorld> {
  const storage = await temporaryStorage()
  const installation = await openInstallation(storage)
  const config = readConfig({ PORT: '0', RATE_LIMITS: 'off', ...env }, [])
  const log = pino({ level: 'silent' })
  const clock = new DomainClock(0)
  const access = new Access({ storage, config, secret: installation.secret })
  const people = new PeopleDirectory()
  const viewers = new ViewerCache(storage.db, () => clock.now())
  let origin = ''
  const services: Services = {
    config,
    log,
    storage,
    clock,
    seal: new CursorSeal(installation.secret, installation.incarnation),
    viewers,
    people,
    identity: access,
    isOwnOrigin: (headers) => originFault(config, headers) === null,
    publicUrl: () => origin,
  }
  storage.onCommit((events) => {
    const kinds = events.map((event) => event.kind)
    for (const cache of [people, viewers, access]) cache.afterCommit(kinds)
  })
  const routes = new Routes(services)
  bindIdentity(routes, services, access)
  bindGroups(routes, services)
  bindSpaces(routes, services)
  bindInvitations(routes, services)
  const app = createApp({
    config,
    log,
    probes: Router(),
    unguarded: [],
    guards: [originGuard(config)],
    sessions: [access.sessions],
    links: [signInLinks(services), invitationLinks(services)],
    api: routes.router,
  })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const arrange = kyselyOver(openConnection(storage.file, 'writer'))
  onTestFinished(() => arrange.destroy())

  const signedIn = async (personId: string) => {
    const browser = new BrowserLike(origin)
    const { url } = await mintLink(services, { personId, purpose: 'tool' })
    await browser.get(url)
    const used = await browser.post('/api/sign-in/link', {})
    if (used.status !== 200) throw new Error(`not signed in: ${JSON.stringify(used.body)}`)
    return browser
  }
  const pass = async (ms: number) => {
    await arrange
      .updateTable('installation')
      .set((eb) => ({ clock_offset: eb('clock_offset', '+', ms) }))
      .execute()
    clock.setOffset(clock.now() - Date.now() + ms)
  }
  return {
    services,
    arrange,
    file: storage.file,
    browser: () => new BrowserLike(origin),
    signedIn,
    pass,
  }
}
