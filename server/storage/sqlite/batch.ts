import type Sqlite from 'better-sqlite3'
import { PlenaryError } from '#shared/errors.ts'
import type { CommandOutcome, Db } from '../command.ts'
import { type QueuedCommand, runCommand } from '../run-command.ts'

/** SQLite has rolled back the whole transaction by itself (disk full, I/O error). */
class TransactionLost extends Error {}

const lost: CommandOutcome = {
  ok: false,
  code: 'storage_unavailable',
  detail: 'The database could not be written; nothing of this was stored.',
}

function refusal(error: unknown): CommandOutcome {
  if (error instanceof PlenaryError) {
    return {
      ok: false,
      code: error.code,
      detail: error.message,
      ...(error.fields && { fields: error.fields }),
    }
  }
  return {
    ok: false,
    code: 'internal',
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
}

function isStorageError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return (
    typeof code === 'string' && /^SQLITE_(FULL|IOERR|CORRUPT|NOMEM|READONLY|BUSY|LOCKED)/.test(code)
  )
}

/**
 * Runs commands in one transaction: one `BEGIN IMMEDIATE`, a savepoint a command, one commit, then
 * the answers. A refused command rolls back alone. On SQLITE_FULL SQLite rolls back everything, so
 * after each command the transaction must still stand; if not, every command of the batch failed
 * (H11). Returns one outcome per command, in order, each true only after the commit.
 */
export async function runBatch(
  sqlite: Sqlite.Database,
  db: Db,
  batch: QueuedCommand[],
): Promise<CommandOutcome[]> {
  try {
    sqlite.exec('begin immediate')
    const offset = sqlite.prepare('select clock_offset from installation').pluck().get() as
      | number
      | undefined
    const outcomes: CommandOutcome[] = []
    for (const queued of batch) outcomes.push(await runOne(sqlite, db, queued, offset ?? 0))
    sqlite.exec('commit')
    return outcomes
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('rollback')
    if (!(error instanceof TransactionLost) && !isStorageError(error)) throw error
    return batch.map(() => lost)
  }
}

async function runOne(
  sqlite: Sqlite.Database,
  db: Db,
  queued: QueuedCommand,
  clockOffset: number,
): Promise<CommandOutcome> {
  sqlite.exec('savepoint command')
  try {
    const outcome: CommandOutcome = { ok: true, ...(await runCommand(db, queued, clockOffset)) }
    if (!sqlite.inTransaction) throw new TransactionLost()
    sqlite.exec('release command')
    return outcome
  } catch (error) {
    if (!sqlite.inTransaction) throw new TransactionLost()
    if (isStorageError(error)) throw error
    sqlite.exec('rollback to command')
    sqlite.exec('release command')
    return refusal(error)
  }
}
