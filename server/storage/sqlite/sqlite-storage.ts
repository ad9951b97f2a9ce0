import { chmodSync, existsSync, statSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import type { Command, CommittedEvent } from '../command.ts'
import { type AppliedMigration, migrate, pendingMigrations } from '../migration.ts'
import { type CommitListener, idempotencyKey, type Storage } from '../storage.ts'
import type { HealthListener } from '../write-health.ts'
import { kyselyOver, openConnection } from './connection.ts'
import { Writer } from './writer.ts'

function appliedMigrations(sqlite: Sqlite.Database): AppliedMigration[] {
  sqlite.exec(
    'create table if not exists migration (name text primary key, checksum text not null, at integer not null)',
  )
  return sqlite
    .prepare('select name, checksum from migration order by name')
    .all() as AppliedMigration[]
}

/**
 * Brings the file to this program's schema: one transaction, checked, with a copy of an existing
 * database beside it first. Returns the names of what was applied.
 */
export async function migrateSqlite(file: string): Promise<string[]> {
  const isNew = !existsSync(file)
  const sqlite = openConnection(file, 'writer')
  try {
    chmodSync(file, 0o600)
    const pending = pendingMigrations(appliedMigrations(sqlite))
    if (pending.length === 0) return []
    if (!isNew && appliedMigrations(sqlite).length > 0) {
      const copy = `${file}.before-${pending[0]?.name}`
      if (!existsSync(copy)) sqlite.prepare('vacuum into ?').run(copy)
    }
    sqlite.pragma('foreign_keys = off')
    sqlite.exec('begin immediate')
    const names = await migrate({
      dialect: 'sqlite',
      applied: () => appliedMigrations(sqlite),
      run: (sql) => void sqlite.exec(sql),
      record: (row) =>
        void sqlite
          .prepare('insert into migration (name, checksum, at) values (@name, @checksum, @at)')
          .run(row),
    })
    const broken = sqlite.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0)
      throw new Error(`the migration leaves ${broken.length} broken references`)
    sqlite.exec('commit')
    return names
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('rollback')
    throw error
  } finally {
    sqlite.close()
  }
}

/** Opens (and migrates) a SQLite database: a read-only connection here, the writer in its thread. */
export async function openSqliteStorage(file: string): Promise<Storage> {
  await migrateSqlite(file)
  const listeners = new Set<CommitListener>()
  const healthListeners = new Set<HealthListener>()
  const writer = new Writer(
    file,
    (events: CommittedEvent[]) => {
      for (const listener of listeners) listener(events)
    },
    (isHealthy, cause) => {
      for (const listener of healthListeners) listener(isHealthy, cause)
    },
  )
  const reader = openConnection(file, 'reader')
  const db = kyselyOver(reader)
  return {
    kind: 'sqlite',
    db,
    snapshot: (read) => db.transaction().execute(read),
    exec: <Input, Result>(
      command: Command<Input, Result>,
      input: Input,
      options?: { key?: string | null },
    ) => writer.run(command.name, input, idempotencyKey(options)) as Promise<Result>,
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    backup: async (target) => void (await writer.backup(target)),
    isHealthy: () => writer.isHealthy,
    onHealth(listener) {
      healthListeners.add(listener)
      return () => healthListeners.delete(listener)
    },
    logBytes: () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    async close() {
      await writer.close()
      await db.destroy()
    },
  }
}
