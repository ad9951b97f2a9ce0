import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { runAtOnce } from '../prepared.ts'
import type { Database } from '../schema.ts'

const statementsKept = 500
/** Milliseconds. While the writer waits for a foreign lock nothing at all is stored. */
const busyTimeout = 2000

/**
 * Opens the database file. better-sqlite3 reopens a WAL database with `synchronous=NORMAL`, under
 * which a power cut takes acknowledged commits; so FULL is set and asserted at every open.
 */
export function openConnection(file: string, mode: 'reader' | 'writer'): Sqlite.Database {
  const db = new Sqlite(file, { readonly: mode === 'reader', fileMustExist: mode === 'reader' })
  db.pragma(`busy_timeout = ${busyTimeout}`)
  db.pragma('cache_size = -16000')
  db.pragma('temp_store = memory')
  db.pragma('foreign_keys = on')
  if (mode === 'reader') {
    db.pragma('query_only = on')
    return db
  }
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = full')
  db.pragma('journal_size_limit = 67108864')
  if (db.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error('SQLite did not accept synchronous=FULL: refusing to write to this database')
  }
  return db
}

/**
 * This SQLite has STAT4, with which it compiles a statement anew at each execution whose bound
 * values could change the plan: every join, range and limit (measured: 97 µs instead of 10 for a
 * topic with its space). A sign before the argument changes no value, uses the same indexes and
 * stops that.
 */
export function withStablePlan(sql: string): string {
  return sql.replaceAll(/(?<=[\s(,])\?/g, '+?')
}

/** Memoises `prepare`: stock Kysely prepares on every call, which halves its speed. */
function withStatementCache(db: Sqlite.Database): Pick<Sqlite.Database, 'prepare' | 'close'> {
  const statements = new Map<string, Sqlite.Statement>()
  return {
    prepare(sql: string) {
      const known = statements.get(sql)
      if (known) return known
      const statement = db.prepare(withStablePlan(sql))
      if (statements.size >= statementsKept) {
        const oldest = statements.keys().next().value
        if (oldest !== undefined) statements.delete(oldest)
      }
      statements.set(sql, statement)
      return statement
    },
    close: () => db.close(),
  } as Pick<Sqlite.Database, 'prepare' | 'close'>
}

export function kyselyOver(db: Sqlite.Database): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new SqliteDialect({ database: withStatementCache(db) as Sqlite.Database }),
  })
}

/** The writer's: its commands run one after another, so that nothing needs the driver's queue. */
export function kyselyOfWriter(db: Sqlite.Database): Kysely<Database> {
  const cache = withStatementCache(db)
  const kysely = new Kysely<Database>({
    dialect: new SqliteDialect({ database: cache as Sqlite.Database }),
  })
  runAtOnce(kysely, ({ sql, parameters }) => {
    const statement = cache.prepare(sql)
    if (statement.reader) return statement.all(parameters)
    statement.run(parameters)
    return []
  })
  return kysely
}
