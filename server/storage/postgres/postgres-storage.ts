import { type Kysely, sql } from 'kysely'
import { PlenaryError } from '#shared/errors.ts'
import type { Command, CommittedEvent, Db } from '../command.ts'
import { type AppliedMigration, migrate } from '../migration.ts'
import type { Database } from '../schema.ts'
import { type QueuedCommand, runCommand } from '../run-command.ts'
import { type CommitListener, idempotencyKey, type Storage } from '../storage.ts'
import { type HealthListener, WriteHealth, writeProbe } from '../write-health.ts'

const mostTries = 5

function isSerialisationFailure(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === '40001' || code === '40P01'
}

/**
 * Of the server's own state, not of the command: connection lost, no room on the disk, shutting
 * down, I/O error, made read-only; or it was not reached at all.
 */
function isTrouble(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^(08|53|57P|58|25006$|ECONN|EPIPE|ETIMEDOUT)/.test(code)
}

async function migratePostgres(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // One migrator at a time, whichever process starts first.
    await sql`select pg_advisory_xact_lock(7364826)`.execute(trx)
    await sql`create table if not exists migration (name text primary key, checksum text not null, at bigint not null)`.execute(
      trx,
    )
    await migrate({
      dialect: 'postgres',
      applied: async () =>
        (
          await sql<AppliedMigration>`select name, checksum from migration order by name`.execute(
            trx,
          )
        ).rows,
      run: async (statement) => void (await sql.raw(statement).execute(trx)),
      record: async (row) => void (await trx.insertInto('migration').values(row).execute()),
    })
  })
}

/** Runs a command in a transaction of its own, again where PostgreSQL asks for it. */
async function runWithRetry(
  db: Db,
  queued: QueuedCommand,
): Promise<{ value: unknown; events: CommittedEvent[] }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db
        .transaction()
        .setIsolationLevel('serializable')
        .execute(async (trx) => {
          const row = await trx.selectFrom('installation').select('clock_offset').executeTakeFirst()
          return runCommand(trx, queued, row?.clock_offset ?? 0)
        })
    } catch (error) {
      if (!isSerialisationFailure(error) || attempt === mostTries) throw error
    }
  }
}

function unavailable(cause?: unknown): PlenaryError {
  const error = new PlenaryError('storage_unavailable', 'The database cannot be written now.')
  error.cause = cause
  return error
}

/**
 * The same commands and stores on PostgreSQL, given a Kysely over `pg` or PGlite. The product runs
 * on SQLite today; this seam is held open by the contract suite, which runs every store on both.
 */
export async function openPostgresStorage(db: Kysely<Database>): Promise<Storage> {
  await migratePostgres(db)
  const listeners = new Set<CommitListener>()
  const healthListeners = new Set<HealthListener>()
  const health = new WriteHealth(
    () => writeProbe(db),
    (cause) => {
      for (const listener of healthListeners) listener(cause === null, cause)
    },
  )
  return {
    kind: 'postgres',
    db,
    snapshot: (read) => db.transaction().setIsolationLevel('repeatable read').execute(read),
    async exec<Input, Result>(
      command: Command<Input, Result>,
      input: Input,
      options?: { key?: string | null },
    ) {
      if (!health.isHealthy) throw unavailable()
      const queued = { command, input, key: idempotencyKey(options) }
      const { value, events } = await runWithRetry(db, queued).catch((error: unknown) => {
        if (!isTrouble(error)) throw error
        health.failed(String(error))
        throw unavailable(error)
      })
      if (events.length > 0) for (const listener of listeners) listener(events)
      return value as Result
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    backup: () =>
      Promise.reject(new PlenaryError('unsupported_media', 'Back up PostgreSQL with pg_dump.')),
    isHealthy: () => health.isHealthy,
    onHealth(listener) {
      healthListeners.add(listener)
      return () => healthListeners.delete(listener)
    },
    logBytes: () => 0,
    close() {
      health.stop()
      return db.destroy()
    },
  }
}
