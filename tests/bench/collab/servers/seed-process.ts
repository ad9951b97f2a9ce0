// Writes the data with which a server starts. A process of its own: what that takes of memory is
// not the server's.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { serveOrders } from '../child.ts'
import { importPeer } from '../peers.ts'
import type { Seeded, Seeds, SeedOrder } from './server-kind.ts'

interface SqliteModule {
  schema: string
  upsertQuery: string
}

const namesOf = ({ count }: Seeds) => Array.from({ length: count }, (_, n) => `draft-${n}`)

/** As its extension would have stored them. */
async function seedHocuspocus(dataDir: string, seeds: Seeds): Promise<Seeded> {
  const { schema, upsertQuery } = await importPeer<SqliteModule>('@hocuspocus/extension-sqlite')
  const db = new Sqlite(path.join(dataDir, 'hocuspocus.sqlite'))
  db.exec(schema)
  const upsert = db.prepare(upsertQuery)
  const drafts = namesOf(seeds)
  db.transaction(() => {
    for (const name of drafts) upsert.run({ name, data: Buffer.from(seeds.state.update) })
  })()
  db.close()
  return { drafts, tokens: [] }
}

function seedRelay(dataDir: string, seeds: Seeds): Seeded {
  writeFileSync(path.join(dataDir, 'text.bin'), seeds.state.update)
  return { drafts: namesOf(seeds), tokens: [] }
}

serveOrders(async ({ dataDir, seeds, server }: SeedOrder): Promise<Seeded> => {
  switch (server) {
    case 'plenary':
      return (await import('./plenary-seed.ts')).seedPlenary(dataDir, seeds)
    case 'hocuspocus':
      return seedHocuspocus(dataDir, seeds)
    case 'relay':
      return seedRelay(dataDir, seeds)
  }
})
