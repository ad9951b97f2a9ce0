import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { DRAFT_SCHEMA_VERSION } from '#shared/editor/draft-schema-version.ts'
import { PeopleDirectory } from './access/people-directory.ts'
import { ViewerCache } from './access/viewer-cache.ts'
import { type Background, startBackground } from './background.ts'
import { databaseFile } from './backup/data-folder.ts'
import { bindEverything } from './bindings.ts'
import { DomainClock } from './clock.ts'
import { CollabEngine } from './collab/engine.ts'
import { CollabGateway } from './collab/gateway.ts'
import { SYSTEM_CLOCK } from './collab/system-clock.ts'
import type { Config } from './config.ts'
import { demoGreeting } from './features/demo/demo-links.ts'
import {
  collabMetrics,
  DraftAuthorship,
  DraftChanges,
  DraftRights,
  DraftTexts,
  OrphanTexts,
  TextDesk,
  StoredDraftLog,
  VersionWatch,
} from './features/drafts/index.ts'
import { Access } from './features/identity/access.ts'
import { SetupLink, setupGreeting } from './features/setup/index.ts'
import { createApp } from './http/app.ts'
import { originFault } from './http/origin-fault.ts'
import { originGuard } from './http/origin-guard.ts'
import { type ProbeParts, probes } from './http/probes.ts'
import { Routes } from './http/routes.ts'
import { securityHeaders } from './http/security-headers.ts'
import { openInstallation } from './installation/installation.ts'
import { findInstallation } from './installation/installation-store.ts'
import { kickAfterCommit } from './jobs/kick-after-commit.ts'
import { CursorSeal } from './log/cursor.ts'
import { Realtime } from './realtime/realtime.ts'
import type { Services } from './services.ts'
import { openSqliteStorage } from './storage/sqlite/sqlite-storage.ts'
import { storageGauges, watchStorage } from './storage/storage-watch.ts'
import type { Storage } from './storage/storage.ts'
import { serveTool } from './tool/serve-tool.ts'

/** A composed Plenary: nothing listens before `listen`, and `/readyz` says no before `ready`. */
export interface Plenary {
  services: Services
  /** What to tell the person at the console: the first-run link, or the demonstration's links. */
  greeting(): Promise<string[]>
  listen(): Promise<void>
  /** Starts jobs, mail and notifications, and says so on /readyz. */
  ready(): void
  /** Resolves when notifications are made and the jobs that are due are done. */
  settled(): Promise<void>
  url(): string
  stop(): Promise<void>
}

function urlOf(server: Server, config: Config): string {
  const address = server.address() as AddressInfo | null
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  return config.publicUrl ?? `http://${host}:${address?.port ?? config.port}`
}

/** What every feature's routes are handed. */
async function composeServices(config: Config, log: Logger, storage: Storage, url: () => string) {
  const installation = await openInstallation(storage)
  const clock = new DomainClock(installation.clock_offset)
  const access = new Access({ storage, config, secret: installation.secret })
  const viewers = new ViewerCache(storage.db, () => clock.now())
  const people = new PeopleDirectory()
  // First of all listeners: what others read after a commit must not be from before it.
  storage.onCommit((events) => {
    const kinds = events.map((event) => event.kind)
    viewers.afterCommit(kinds)
    people.afterCommit(kinds)
    access.afterCommit(kinds)
    if (kinds.includes('term.imported')) {
      void findInstallation(storage.db).then((row) => row && clock.setOffset(row.clock_offset))
    }
  })
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
    publicUrl: url,
  }
  return { services, access, installation }
}

function composeEngine(services: Services, registry: Registry) {
  const { storage, log } = services
  const changes = new DraftChanges()
  const authorship = new DraftAuthorship(storage)
  const rights = new DraftRights(services)
  const engine = new CollabEngine({
    log: new StoredDraftLog(storage, changes, authorship),
    health: services.storage,
    access: rights,
    clock: SYSTEM_CLOCK,
    metrics: collabMetrics(registry),
    logger: services.log,
    schemaVersion: String(DRAFT_SCHEMA_VERSION),
  })
  const desk = new TextDesk()
  const texts = new DraftTexts(engine, storage, changes, desk)
  const orphans = new OrphanTexts(engine, storage, desk)
  const versions = new VersionWatch({ storage, changes, texts, engine, clock: SYSTEM_CLOCK, log })
  return { engine, rights, texts, orphans, versions, authorship }
}

/** Metrics are for the administrator's token, beside un-forwarded loopback (H19). */
async function mayReadMetrics(
  services: Services,
  authorization: string | undefined,
): Promise<boolean> {
  if (authorization === undefined) return false
  const access = await services.identity.fromHeaders({ authorization })
  if (!access?.caller.scopes?.includes('admin')) return false
  const viewer = await services.viewers.viewer(access.caller).catch(() => null)
  return viewer?.isAdministrator ?? false
}

/** Puts the product together. The only place that knows every part. */
export async function compose(config: Config, log: Logger): Promise<Plenary> {
  let background: Background | null = null
  const opened = await openSqliteStorage(databaseFile(config.dataDir))
  const storage = kickAfterCommit(opened, () => background?.kick())
  const stopWatch = watchStorage(storage, log)
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  let isReady = false
  // The app is given once it is composed: its links need the server's own address.
  const server = createServer()
  const { services, access } = await composeServices(config, log, storage, () =>
    urlOf(server, config),
  )
  const { engine, rights, texts, orphans, versions, authorship } = composeEngine(services, registry)
  const setupLink = new SetupLink(services)
  const routes = new Routes(services)
  const bound = bindEverything({ routes, services, access, setupLink, texts, orphans, authorship })
  const probeParts: ProbeParts = {
    registry,
    isReady: () => isReady && storage.isHealthy(),
    gauges: storageGauges(storage),
    mayReadMetrics: (authorization) => mayReadMetrics(services, authorization),
  }
  const app = createApp({
    config,
    log,
    probes: probes(probeParts),
    guards: [originGuard(config), securityHeaders(config)],
    sessions: [access.sessions],
    unguarded: bound.unguarded,
    links: bound.links,
    api: routes.router,
  })
  server.on('request', app)
  const realtime = new Realtime(server, services, engine)
  new CollabGateway(engine, log).attach(server)
  refuseOtherUpgrades(server)
  let tool: Awaited<ReturnType<typeof serveTool>> | null = null

  return {
    services,
    greeting: () => (config.isDemo ? demoGreeting(services) : setupGreeting(setupLink)),
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(config.port, config.host, resolve)
      })
      tool = await serveTool(services)
    },
    ready() {
      background = startBackground(services, versions)
      isReady = true
    },
    settled: async () => background?.settled(),
    url: () => urlOf(server, config),
    async stop() {
      isReady = false
      const closed = new Promise((resolve) => server.close(resolve))
      await tool?.close()
      await background?.stop()
      await engine.close()
      texts.close()
      authorship.close()
      await realtime.close()
      rights.close()
      server.closeAllConnections()
      await closed
      stopWatch()
      await storage.close()
    },
  }
}

/** Neither co-editing nor socket.io: without an answer the socket would stay open for ever. */
function refuseOtherUpgrades(server: Server): void {
  server.on('upgrade', (request, socket) => {
    if (!/^\/(collab|socket\.io)\//.test(request.url ?? '')) socket.destroy()
  })
}
