import { newId } from '#shared/ids.ts'
import type { Command, CommittedEvent, Db } from './command.ts'
import type { HealthListener } from './write-health.ts'

export type CommitListener = (events: CommittedEvent[]) => void

/**
 * The one door to the database. The main thread reads through `db` and changes nothing by it;
 * every change is a command, run by the writer (SQLite: a thread with group commit; PostgreSQL: a
 * transaction with retry).
 */
export interface Storage {
  readonly kind: 'sqlite' | 'postgres'
  /** Reads only. */
  readonly db: Db
  /**
   * Runs `read` in one read transaction, so that a page and its cursor belong together. It must
   * not outlive a request.
   */
  snapshot<T>(read: (db: Db) => Promise<T>): Promise<T>
  /**
   * Resolves after the commit. `key`: a caller's idempotency key; null where a repeat does no harm
   * or the caller finds out itself; left out, a fresh one guards against an unknown outcome.
   */
  exec<Input, Result>(
    command: Command<Input, Result>,
    input: Input,
    options?: { key?: string | null },
  ): Promise<Result>
  /** Called after each commit that had events. */
  onCommit(listener: CommitListener): () => void
  /** Writes a consistent copy of the database to `file` while running (SQLite only). */
  backup(file: string): Promise<void>
  /**
   * False from a failed commit (disk full, I/O error, locked for too long), the writer's death or
   * its silence until a probe was written; commands are refused meanwhile with
   * `storage_unavailable`. Reading goes on.
   */
  isHealthy(): boolean
  onHealth(listener: HealthListener): () => void
  /** Bytes of the write-ahead log on disk; 0 where the database server keeps its own. */
  logBytes(): number
  close(): Promise<void>
}

export function idempotencyKey(options: { key?: string | null } | undefined): string | null {
  return options?.key === undefined ? newId() : options.key
}
