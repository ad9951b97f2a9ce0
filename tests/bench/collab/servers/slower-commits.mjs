// Stands in for a disk with a slower fsync: loaded before the product (`--import`, so into its
// writer thread too), it lets every commit of better-sqlite3 wait so much longer, blocking the
// thread as fsync does. What a checkpoint syncs besides, once in about a thousand pages, is not
// slowed.
import { createRequire } from 'node:module'

const Database = createRequire(new URL('../../../../package.json', import.meta.url))(
  'better-sqlite3',
)
const delay = Number(process.env.BENCH_COMMIT_DELAY)
const cell = new Int32Array(new SharedArrayBuffer(4))
const { exec } = Database.prototype

Database.prototype.exec = function execSlowly(sql) {
  if (sql === 'commit') Atomics.wait(cell, 0, 0, delay)
  return exec.call(this, sql)
}
