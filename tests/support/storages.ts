import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { openInstallation } from '#server/installation/installation.ts'
import { openPostgresStorage } from '#server/storage/postgres/postgres-storage.ts'
import type { Database } from '#server/storage/schema.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '#server/storage/storage.ts'

/** An installation without a group, and how to be rid of it. */
export interface EmptyInstallation {
  storage: Storage
  discard(): Promise<void>
}

async function onSqlite(): Promise<EmptyInstallation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plenary-test-'))
  const storage = await openSqliteStorage(path.join(folder, 'plenary.sqlite'))
  await openInstallation(storage)
  const discard = async () => {
    await storage.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { storage, discard }
}

async function onPglite(): Promise<EmptyInstallation> {
  const dialect = new PGliteDialect({ pglite: new PGlite() })
  const storage = await openPostgresStorage(new Kysely<Database>({ dialect }))
  await openInstallation(storage)
  return { storage, discard: () => storage.close() }
}

/** Each kind of database that a contract suite runs over. */
export const storages: [kind: string, open: () => Promise<EmptyInstallation>][] = [
  ['SQLite', onSqlite],
  ['PostgreSQL (PGlite)', onPglite],
]
