import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { openInstallation } from '#server/installation/installation.ts'
import { openPostgresStorage } from '#server/storage/postgres/postgres-storage.ts'
import type { Database } from '#server/storage/schema.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '#server/storage/storage.ts'
import { newId } from '#shared/ids.ts'

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

/** One for a file's tests, one after the other: starting one takes two seconds. */
let pglite: PGlite | null = null

async function onPglite(): Promise<EmptyInstallation> {
  pglite ??= new PGlite()
  await pglite.exec('drop schema public cascade; create schema public')
  const dialect = new PGliteDialect({ pglite: neverClosed(pglite) })
  const storage = await openPostgresStorage(new Kysely<Database>({ dialect }))
  await openInstallation(storage)
  return { storage, discard: () => storage.close() }
}

function neverClosed(database: PGlite): PGlite {
  return new Proxy(database, {
    get(target, name) {
      if (name === 'close') return () => Promise.resolve()
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}

/** On a real server, in a schema of its own that goes with it. */
async function onServer(connectionString: string): Promise<EmptyInstallation> {
  const schema = `plenary_test_${newId()}`
  // Integers of 64 bits come as text unless told otherwise; ours all fit a number.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({ connectionString, options: `-c search_path=${schema}` })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  await sql`create schema ${sql.id(schema)}`.execute(db)
  const storage = await openPostgresStorage(db)
  await openInstallation(storage)
  const discard = async () => {
    await sql`drop schema ${sql.id(schema)} cascade`.execute(db)
    await storage.close()
  }
  return { storage, discard }
}

const server = process.env['TEST_DATABASE_URL']

/** Each kind of database that a contract suite runs over; a real PostgreSQL where one is named. */
export const storages: [kind: string, open: () => Promise<EmptyInstallation>][] = [
  ['SQLite', onSqlite],
  ['PostgreSQL (PGlite)', onPglite],
  ...(server
    ? ([['PostgreSQL', () => onServer(server)]] as [string, () => Promise<EmptyInstallation>][])
    : []),
]
