import { createHash } from 'node:crypto'
import { PlenaryError } from '#shared/errors.ts'
import { skeleton } from './migrations/0001-skeleton.ts'
import { authorship } from './migrations/0002-authorship.ts'
import { versions } from './migrations/0003-versions.ts'
import { draftCare } from './migrations/0004-draft-care.ts'

/**
 * Ordered statements, separated by `;` at a line's end. Never edited once released. One that begins
 * with `$sqlite` or `$postgres` is for that dialect alone: triggers have no common words.
 */
export interface Migration {
  name: string
  statements: string
}

export const migrations: Migration[] = [skeleton, authorship, versions, draftCare]

/** What the runner needs of a database; each dialect gives one. All in one open transaction. */
export interface MigrationTarget {
  dialect: 'sqlite' | 'postgres'
  run(sql: string): Promise<void> | void
  applied(): Promise<AppliedMigration[]> | AppliedMigration[]
  record(row: AppliedMigration & { at: number }): Promise<void> | void
}

export interface AppliedMigration {
  name: string
  checksum: string
}

function checksum(migration: Migration): string {
  return createHash('sha256').update(migration.statements).digest('hex')
}

function otherThan(dialect: MigrationTarget['dialect']): MigrationTarget['dialect'] {
  return dialect === 'sqlite' ? 'postgres' : 'sqlite'
}

function forDialect(statements: string, dialect: MigrationTarget['dialect']): string[] {
  return statements
    .replaceAll('$bytes', dialect === 'sqlite' ? 'blob' : 'bytea')
    .replaceAll('$int', dialect === 'sqlite' ? 'integer' : 'bigint')
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !statement.startsWith(`$${otherThan(dialect)} `))
    .map((statement) => statement.replace(`$${dialect} `, ''))
}

/**
 * Names of the migrations that a database still lacks. Throws `storage_unavailable` where it knows
 * one that this program does not (a newer schema), or one whose text has changed.
 */
export function pendingMigrations(applied: AppliedMigration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = known.get(row.name)
    if (!migration) {
      throw new PlenaryError(
        'storage_unavailable',
        `This database was written by a newer Plenary (migration ${row.name}). Start that version, or restore a backup.`,
      )
    }
    if (checksum(migration) !== row.checksum) {
      throw new PlenaryError(
        'storage_unavailable',
        `Migration ${row.name} of this database differs from this program's. It was changed after release.`,
      )
    }
  }
  const done = new Set(applied.map((row) => row.name))
  return migrations.filter((migration) => !done.has(migration.name))
}

/** Runs what is pending. The caller holds one transaction around it and makes a copy before. */
export async function migrate(target: MigrationTarget): Promise<string[]> {
  const pending = pendingMigrations(await target.applied())
  for (const migration of pending) {
    for (const statement of forDialect(migration.statements, target.dialect)) {
      await target.run(statement)
    }
    await target.record({ name: migration.name, checksum: checksum(migration), at: Date.now() })
  }
  return pending.map((migration) => migration.name)
}
