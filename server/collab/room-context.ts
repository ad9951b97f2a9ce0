import type { CommitQueue } from './commit-queue.ts'
import type { Compactor } from './compaction.ts'
import type { Limits } from './limits.ts'
import type { Clock, CollabLogger, CollabMetrics, DraftId, DraftLog, LogHealth } from './ports.ts'
import type { ReadingDesk } from './reading-desk.ts'
import type { Room } from './room.ts'

/** What rooms and connections share. */
export interface RoomContext {
  log: DraftLog
  health: LogHealth
  clock: Clock
  metrics: CollabMetrics
  logger: CollabLogger
  limits: Limits
  commits: CommitQueue
  compactor: Compactor
  desk: ReadingDesk
  /** The draft was continued past its room: whoever is in it begins with a fresh one. */
  outOfDate(draftId: DraftId): void
  /** Something ended in the room; it is let go when nothing is left. */
  roomMayBeIdle(room: Room): void
}
