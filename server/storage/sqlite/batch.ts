import type Sqlite from 'better-sqlite3'
import { PlenaryError } from '#shared/errors.ts'
import type { CommandOutcome, Db } from '../command.ts'
import { type QueuedCommand, runCommand } from '../run-command.ts'

/**
 * The storage took nothing of a batch; SQLite may have rolled back the whole transaction by itself
 * (disk full, I/O error).
 */
export class BatchLost extends Error {
  /** It is not about this batch: no other one can be stored either, until the cause is gone. */
  readonly isTrouble: boolean

  constructor(cause: unknown) {
    const code = sqliteCode(cause)
    super(`${code ?? 'the transaction is gone'}: ${cause instanceof Error ? cause.message : ''}`)
    this.cause = cause
    this.isTrouble = code !== null && trouble.test(code)
  }
}

/** A lock counts after `busy_timeout`. */
const trouble = /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN|PROTOCOL)/
/** A fault of the file or of memory may concern one table or one batch alone. */
const fault = /^SQLITE_(CORRUPT|NOTADB|NOMEM)/

function sqliteCode(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null
}

function isStorageError(error: unknown): boolean {
  const code = sqliteCode(error)
  return code !== null && (trouble.test(code) || fault.test(code))
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

type Steps = Record<
  'begin' | 'clockOffset' | 'commit' | 'savepoint' | 'release' | 'rollback',
  Sqlite.Statement<[]>
>

const steps = new WeakMap<Sqlite.Database, Steps>()

/** The statements around each command: compiling them took longer than running them. */
function stepsOf(sqlite: Sqlite.Database): Steps {
  let known = steps.get(sqlite)
  if (!known) {
    known = {
      begin: sqlite.prepare('begin immediate'),
      clockOffset: sqlite.prepare<[]>('select clock_offset from installation').pluck(),
      commit: sqlite.prepare('commit'),
      savepoint: sqlite.prepare('savepoint command'),
      release: sqlite.prepare('release command'),
      rollback: sqlite.prepare('rollback to command'),
    }
    steps.set(sqlite, known)
  }
  return known
}

/**
 * Runs commands in one transaction: one `BEGIN IMMEDIATE`, a savepoint a command, one commit, then
 * the answers. A refused command rolls back alone. On SQLITE_FULL SQLite rolls back everything, so
 * after each command the transaction must still stand (H11). Returns one outcome per command, in
 * order, each true only after the commit; throws BatchLost when none of them is stored.
 */
export async function runBatch(
  sqlite: Sqlite.Database,
  db: Db,
  batch: QueuedCommand[],
): Promise<CommandOutcome[]> {
  try {
    const { begin, clockOffset, commit } = stepsOf(sqlite)
    begin.run()
    const offset = clockOffset.get() as number | undefined
    const outcomes: CommandOutcome[] = []
    for (const queued of batch) outcomes.push(await runOne(sqlite, db, queued, offset ?? 0))
    commit.run()
    return outcomes
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('rollback')
    throw isStorageError(error) ? new BatchLost(error) : error
  }
}

async function runOne(
  sqlite: Sqlite.Database,
  db: Db,
  queued: QueuedCommand,
  clockOffset: number,
): Promise<CommandOutcome> {
  const { savepoint, release, rollback } = stepsOf(sqlite)
  savepoint.run()
  try {
    const outcome: CommandOutcome = { ok: true, ...(await runCommand(db, queued, clockOffset)) }
    if (!sqlite.inTransaction) throw new BatchLost(null)
    release.run()
    return outcome
  } catch (error) {
    if (error instanceof BatchLost) throw error
    if (!sqlite.inTransaction) throw new BatchLost(error)
    if (isStorageError(error)) throw error
    rollback.run()
    release.run()
    return refusal(error)
  }
}
