import type { Compactor } from '#server/collab/compaction.ts'
import { CollabEngine } from '#server/collab/engine.ts'
import type { Limits } from '#server/collab/limits.ts'
import type { Clock, LogHealth } from '#server/collab/ports.ts'
import { AccessByToken } from './access-by-token.ts'
import { CountedMetrics, KeptLog } from './collab-server.ts'
import { InMemoryDraftLog } from './in-memory-draft-log.ts'
import { ManualClock } from './manual-clock.ts'

export interface BareEngine<C extends Clock = ManualClock> {
  engine: CollabEngine
  log: InMemoryDraftLog
  access: AccessByToken
  metrics: CountedMetrics
  logged: KeptLog
  clock: C
}

/** The engine without a network, with draft 7, writers `ann` and `bob`, and the reader `rea`. */
export function bareEngine(
  given: {
    log?: InMemoryDraftLog
    health?: LogHealth
    limits?: Partial<Limits>
    clock?: ManualClock
    compactor?: Compactor
  } = {},
): BareEngine {
  const log = given.log ?? new InMemoryDraftLog()
  if (!given.log) log.create('7')
  const access = new AccessByToken()
  access.grant('ann', ['7'])
  access.grant('bob', ['7'])
  access.grant('rea', ['7'], false)
  const metrics = new CountedMetrics()
  const logged = new KeptLog()
  const clock = given.clock ?? new ManualClock()
  const engine = new CollabEngine({
    log,
    access,
    metrics,
    logger: logged,
    clock,
    schemaVersion: '1',
    ...(given.health ? { health: given.health } : {}),
    ...(given.compactor ? { compactor: given.compactor } : {}),
    // Time stands still here: batches follow each other at once.
    limits: { commitPace: 0, ...given.limits },
  })
  return { engine, log, access, metrics, logged, clock }
}
