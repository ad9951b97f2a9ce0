import { databaseFile } from '../../../../server/backup/data-folder.ts'
import { makeApiToken } from '../../../../server/features/identity/index.ts'
import { importTerm } from '../../../../server/features/import/index.ts'
import { openInstallation } from '../../../../server/installation/installation.ts'
import type { Db } from '../../../../server/storage/command.ts'
import { kyselyOver, openConnection } from '../../../../server/storage/sqlite/connection.ts'
import { openSqliteStorage } from '../../../../server/storage/sqlite/sqlite-storage.ts'
import type { DraftState, Seeded, Seeds } from './server-kind.ts'

const addressOf = (person: number) => `person.${person}@bench.example`

/** One agency a person, and a Workspace in which all of them draft. */
function termOf({ people, count }: Seeds): object {
  const agencies = Array.from({ length: people }, (_, n) => `agency-${n}`)
  return {
    meta: { name: 'Bench', version: '1', clock: '2026-01-01T09:00:00Z', timezone: 'UTC' },
    group: { id: 'bench', name: 'Bench', acronym: 'BENCH', levels: ['principals', 'working'] },
    agencies: agencies.map((id, n) => ({
      id,
      acronym: `AGENCY ${n}`,
      name: `Agency ${n}`,
      kind: 'entity',
    })),
    memberships: agencies.map((agencyId, n) => ({
      id: `membership-${n}`,
      agencyId,
      status: 'active',
      founding: true,
    })),
    seats: agencies.map((agencyId, n) => ({
      id: `seat-${n}`,
      agencyId,
      role: 'focalPoint',
      displayName: `Focal point ${n}`,
      login: addressOf(n),
    })),
    spaces: [
      { id: 'workspace', kind: 'workspace', name: 'Workspace', audience: { rule: 'allMembers' } },
    ],
    documents: Array.from({ length: count }, (_, n) => ({
      id: `draft-${n}`,
      class: 'note',
      title: `Draft ${n}`,
      spaceId: 'workspace',
      state: 'draft',
      versions: [{ n: 1, label: 'First', date: '2026-01-01', bodyId: 'text' }],
    })),
    texts: [{ id: 'text', paragraphs: [{ n: '1', id: 'p1', text: 'To be replaced.' }] }],
  }
}

/** An installation with people who hold tokens, and drafts whose stored text is what was given. */
export async function seedPlenary(dataDir: string, seeds: Seeds): Promise<Seeded> {
  const file = databaseFile(dataDir)
  const storage = await openSqliteStorage(file)
  const tokens: string[] = []
  try {
    await openInstallation(storage)
    await importTerm(storage, JSON.stringify(termOf(seeds)), Date.now())
    for (let n = 0; n < seeds.people; n++) {
      const made = await makeApiToken(
        { storage },
        { email: addressOf(n), scopes: ['read', 'draft'] },
      )
      tokens.push(made.token)
    }
  } finally {
    await storage.close()
  }
  const sqlite = openConnection(file, 'writer')
  const db = kyselyOver(sqlite)
  sqlite.exec('begin')
  const drafts = await replaceTexts(db, seeds)
  sqlite.exec('commit')
  await db.destroy()
  return { drafts, tokens }
}

/**
 * Past the engine, into a database that nobody serves: a thousand long histories would take
 * minutes to bring in as their people wrote them. What is stored is what a compaction stores.
 */
async function replaceTexts(db: Db, seeds: Seeds): Promise<string[]> {
  const known = await db
    .selectFrom('import_record')
    .select(['file_id', 'row_id'])
    .where('kind', '=', 'draft')
    .execute()
  const ids = new Map(known.map((row) => [row.file_id, row.row_id]))
  const drafts: string[] = []
  for (let n = 0; n < seeds.count; n++) {
    const id = ids.get(`draft-${n}`)
    if (id === undefined) throw new Error(`draft-${n} was not imported`)
    drafts.push(id)
    await replaceText(db, id, seeds.state)
  }
  return drafts
}

async function replaceText(db: Db, id: string, state: DraftState): Promise<void> {
  await db.deleteFrom('draft_update').where('draft_id', '=', id).execute()
  await db.deleteFrom('draft_client').where('draft_id', '=', id).execute()
  const bytes = Buffer.from(state.update)
  await db
    .insertInto('draft_snapshot')
    .values({ draft_id: id, upto_seq: 1, bytes, at: Date.now() })
    .execute()
  const { epoch } = await db
    .updateTable('draft')
    .set({ size: bytes.length, next_seq: 2, has_text: 1 })
    .where('id', '=', id)
    .returning('epoch')
    .executeTakeFirstOrThrow()
  for (const [client, next] of state.clocks) {
    await db
      .insertInto('draft_client')
      .values({ draft_id: id, client_id: client, person_id: null, next_clock: next, epoch })
      .execute()
  }
}
