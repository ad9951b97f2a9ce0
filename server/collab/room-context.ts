import type { CommitQueue } from './commit-queue.ts'
import type { Compactor } from './compaction.ts'
import type { Limits } from './limits.ts'
import type { Clock, CollabLogger, CollabMetrics, DraftLog } from './ports.ts'
import type { Room } from './room.ts'

/** What rooms and connections share. */
export interface RoomContext {
  log: DraftLog
  clock: Clock
  metrics: CollabMetrics
  logger: CollabLogger
  limits: Limits
  commits: CommitQueue
  compactor: Compactor
  /** Something ended in the room; it is let go when nothing is left. */
  roomMayBeIdle(room: Room): void
}
