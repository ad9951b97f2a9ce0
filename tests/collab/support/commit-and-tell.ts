import { writeSync } from 'node:fs'
import { databaseFile } from '#server/backup/data-folder.ts'
import { StoredDraftLog } from '#server/features/drafts/draft-log.ts'
import { openConnection } from '#server/storage/sqlite/connection.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import { Committer, wordOf } from './committing.ts'

// Run under strace: commits one after the other and tells each on standard output as soon as the
// storage says that it is durable. `lowered` is what a server does that believes SQLite's default.
const [dataDir = '', draftId = '', personId = '', commits = '', how = ''] = process.argv.slice(2)
const numbers = Array.from({ length: Number(commits) }, (_, commit) => commit)
const tell = (commit: number) => writeSync(1, `told ${commit}\n`)

if (how === 'lowered') {
  const sqlite = openConnection(databaseFile(dataDir), 'writer')
  sqlite.pragma('synchronous = normal')
  const insert = sqlite.prepare(
    'insert into idempotency (key, command, result, at) values (?, ?, ?, 0)',
  )
  for (const commit of numbers) {
    insert.run(wordOf(commit), 'test', 'null')
    tell(commit)
  }
  sqlite.close()
} else {
  const storage = await openSqliteStorage(databaseFile(dataDir))
  const log = new StoredDraftLog(storage)
  const committer = new Committer(draftId, personId)
  for (const commit of numbers) {
    const [result] = await log.append([committer.row(commit)])
    if (!result?.ok) throw new Error(`not stored: ${JSON.stringify(result)}`)
    tell(commit)
  }
  await storage.close()
}
