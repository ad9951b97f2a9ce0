import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { CollabEngine } from '#server/collab/engine.ts'
import { CollabGateway } from '#server/collab/gateway.ts'
import type { Limits } from '#server/collab/limits.ts'
import type { CollabLogger, CollabMetrics } from '#server/collab/ports.ts'
import { SYSTEM_CLOCK } from '#server/collab/system-clock.ts'
import { AccessByToken } from './access-by-token.ts'
import { InMemoryDraftLog } from './in-memory-draft-log.ts'

/** Counts refusals by reason and compactions; the rest is not looked at. */
export class CountedMetrics implements CollabMetrics {
  readonly refusals = new Map<string, number>()
  compactions = 0
  compactionFailures = 0
  quarantinedRows = 0
  roomOpened(): void {}
  roomClosed(): void {}
  connectionOpened(): void {}
  connectionClosed(): void {}
  committed(): void {}
  refused(reason: string): void {
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1)
  }
  compacted(): void {
    this.compactions++
  }
  compactionFailed(): void {
    this.compactionFailures++
  }
  quarantined(rows: number): void {
    this.quarantinedRows += rows
  }
  propagated(): void {}
}

/** Keeps what the engine logged, for tests that assert that it logged nothing. */
export class KeptLog implements CollabLogger {
  readonly entries: string[] = []
  warn(fields: Record<string, unknown>, message: string): void {
    this.entries.push(`${message}: ${String(fields['error'])}`)
  }
  error(fields: Record<string, unknown>, message: string): void {
    this.entries.push(`${message}: ${String(fields['error'])}`)
  }
}

export interface CollabServer {
  engine: CollabEngine
  log: InMemoryDraftLog
  access: AccessByToken
  metrics: CountedMetrics
  logged: KeptLog
  /** `ws://127.0.0.1:…/collab` */
  url: string
  http: Server
  /** Cuts every connection and forgets the engine, as SIGKILL does; the log stays. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** The engine and its gateway on a real HTTP server; on the log of a killed one if given. */
export async function startCollabServer(
  given: {
    log?: InMemoryDraftLog
    access?: AccessByToken
    limits?: Partial<Limits>
    port?: number
  } = {},
): Promise<CollabServer> {
  const log = given.log ?? new InMemoryDraftLog()
  const access = given.access ?? new AccessByToken()
  const metrics = new CountedMetrics()
  const logged = new KeptLog()
  const engine = new CollabEngine({
    log,
    access,
    metrics,
    logger: logged,
    clock: SYSTEM_CLOCK,
    schemaVersion: '1',
    ...(given.limits ? { limits: given.limits } : {}),
  })
  const server = createServer()
  const detach = new CollabGateway(engine, logged).attach(server)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(given.port ?? 0, '127.0.0.1', resolve))
  const closeServer = async () => {
    detach()
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    engine,
    log,
    access,
    metrics,
    logged,
    http: server,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/collab`,
    kill: async () => {
      log.cutOff()
      await closeServer()
    },
    stop: async () => {
      log.release()
      await engine.close()
      await closeServer()
    },
  }
}
