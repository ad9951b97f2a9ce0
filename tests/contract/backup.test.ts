import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { blobName, databaseFile } from '#server/backup/data-folder.ts'
import { restoreBackup } from '#server/backup/restore-backup.ts'
import { writeBackup } from '#server/backup/write-backup.ts'
import { DraftAuthorship, StoredDraftLog } from '#server/features/drafts/index.ts'
import { groupCommands } from '#server/features/groups/groups-service.ts'
import { makeApiToken, makeSignInLink } from '#server/features/identity/index.ts'
import { importTerm } from '#server/features/import/index.ts'
import { installationCommands } from '#server/installation/installation-service.ts'
import { findInstallation } from '#server/installation/installation-store.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '#server/storage/storage.ts'
import { smallTerm } from '#tests/support/small-term.ts'
import { addFile } from '#tests/support/stored-file.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'
import { rowIdOf } from '#tests/support/term-rows.ts'
import { wholeDatabase } from '#tests/support/whole-database.ts'

const publicUrl = () => 'http://127.0.0.1:4000'

/** An installation with the small term and one uploaded file, in a folder of its own. */
async function installed() {
  const root = temporaryFolder()
  const dataDir = path.join(root, 'data')
  mkdirSync(dataDir, { mode: 0o700 })
  const storage = await openSqliteStorage(databaseFile(dataDir))
  await openInstallation(storage)
  await importTerm(storage, JSON.stringify(smallTerm), Date.now())
  const bytes = Buffer.from('A file that somebody attached.')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const blob = path.join(dataDir, blobName(sha256))
  mkdirSync(path.dirname(blob), { recursive: true })
  writeFileSync(blob, bytes)
  return { root, dataDir, storage, blob, sha256, target: path.join(root, 'backup.tar') }
}

async function reopened<T>(dataDir: string, act: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openSqliteStorage(databaseFile(dataDir))
  try {
    return await act(storage)
  } finally {
    await storage.close()
  }
}

/** One change of this person, as the engine hands it to the log. */
async function appendParagraph(storage: Storage, draftId: string, email: string): Promise<void> {
  const person = await storage.db
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('Words.')])
  doc.getXmlFragment('default').push([paragraph])
  const [[client, to]] = [...Y.decodeStateVector(Y.encodeStateVector(doc))] as [[number, number]]
  const row = {
    draftId,
    epoch: '1',
    actor: { caller: { personId: person.id, scopes: null } },
    personId: person.id,
    bytes: Y.encodeStateAsUpdate(doc),
    structs: [{ client, from: 0, to }],
    deletions: [],
    needs: [],
  }
  expect(await new StoredDraftLog(storage).append([row])).toMatchObject([{ ok: true }])
}

describe('a backup', { timeout: 60_000 }, () => {
  test('keeps who wrote what, across the epoch that restoring begins (H13)', async () => {
    const { dataDir, storage, target } = await installed()
    const draftId = await rowIdOf(storage.db, 'draft', 'doc-note')
    await appendParagraph(storage, draftId, 'fp.beta@council.example')
    const told = async (of: Storage) => {
      const { authors } = await new DraftAuthorship(of).read(draftId)
      return { authors: authors.authors, clocks: authors.flat() }
    }
    const before = await told(storage)
    expect(before.authors).toHaveLength(1)
    await writeBackup(storage, dataDir, target)
    await storage.close()
    await restoreBackup(dataDir, target)
    expect(await reopened(dataDir, told)).toEqual(before)
  })

  test('restores everything that was there, and nothing that would let somebody in (H13)', async () => {
    const { dataDir, storage, blob, sha256, target } = await installed()
    await addFile(dataDir, storage, sha256)
    await makeSignInLink({ storage, publicUrl }, 'fp.alpha@council.example')
    await makeApiToken({ storage }, { email: 'fp.alpha@council.example', scopes: ['read'] })
    const before = await wholeDatabase(storage.db)
    const report = await writeBackup(storage, dataDir, target)
    await storage.close()
    expect(report).toMatchObject({ file: target, files: 1, missing: [] })
    expect(statSync(target).mode & 0o777).toBe(0o600)

    const restored = await restoreBackup(dataDir, target)
    expect(restored).toMatchObject({ dataDir, files: 1, review: [] })
    expect(readFileSync(blob, 'utf8')).toBe('A file that somebody attached.')
    expect(existsSync(databaseFile(restored.before ?? ''))).toBe(true)
    const after = await reopened(dataDir, ({ db }) => wholeDatabase(db))

    const changed = [
      'installation',
      'session',
      'sign_in_link',
      'api_token',
      'draft',
      'draft_client',
      'group',
      'event',
      'audience_head',
    ]
    const unchanged = (all: Record<string, unknown[]>) =>
      Object.fromEntries(Object.entries(all).filter(([table]) => !changed.includes(table)))
    expect(unchanged(after)).toEqual(unchanged(before))
    type Row = Record<string, unknown>
    const rowsOf = (table: string) => after[table] as Row[]
    expect(rowsOf('installation')[0]?.['incarnation']).not.toBe(
      (before['installation'] as Row[])[0]?.['incarnation'],
    )
    expect(rowsOf('sign_in_link').every((row) => row['used_at'] !== null)).toBe(true)
    expect(rowsOf('api_token').every((row) => row['revoked_at'] !== null)).toBe(true)
    const news = rowsOf('event').filter((row) => row['kind'] === 'installation.restored')
    expect(news).toHaveLength(1)
    expect(news[0]?.['audience']).toMatch(/^office:/)
    const textless = (rows: unknown[]) => (rows as Row[]).map(({ epoch: _, ...row }) => row)
    expect(textless(after['draft'] ?? [])).toEqual(textless(before['draft'] ?? []))
  })

  test('H14: drafts go on in a new epoch; what clients learnt after the backup stays behind', async () => {
    const { dataDir, storage, target } = await installed()
    const draftId = await rowIdOf(storage.db, 'draft', 'doc-note')
    await writeBackup(storage, dataDir, target)
    const person = await rowIdOf(storage.db, 'person', 'fp.alpha@council.example')
    const { draftLogCommands } = await import('#server/features/drafts/draft-log-service.ts')
    const later = { draftId, personId: person, clientIds: [77] }
    await storage.exec(draftLogCommands.reserveClients, later)
    await storage.close()
    await restoreBackup(dataDir, target)
    await reopened(dataDir, async ({ db }) => {
      const { epoch } = await db
        .selectFrom('draft')
        .select('epoch')
        .where('id', '=', draftId)
        .executeTakeFirstOrThrow()
      expect(epoch).toBeGreaterThan(1_700_000_000)
      const clients = await db
        .selectFrom('draft_client')
        .selectAll()
        .where('draft_id', '=', draftId)
        .execute()
      const earlier = clients.filter((client) => client.epoch !== epoch)
      expect(earlier).toMatchObject([{ client_id: 77, person_id: person }])
      expect(clients.filter((client) => client.epoch === epoch)).toMatchObject([
        { person_id: null },
      ])
    })
    const first = await reopened(dataDir, ({ db }) => findInstallation(db))
    await restoreBackup(dataDir, target)
    expect((await reopened(dataDir, ({ db }) => findInstallation(db)))?.incarnation).not.toBe(
      first?.incarnation,
    )
  })

  test('H13: a seat that ended after the backup stands again, and is listed for review', async () => {
    const { dataDir, storage, target } = await installed()
    await writeBackup(storage, dataDir, target)
    const personId = await rowIdOf(storage.db, 'person', 'secretariat@council.example')
    const seatId = await rowIdOf(storage.db, 'seat', 'seat-fp.beta')
    await storage.exec(groupCommands.endSeat, { caller: { personId, scopes: null }, seatId })
    await storage.close()
    const { review } = await restoreBackup(dataDir, target)
    expect(review).toEqual(['seat: focalPoint, beta (focalPoint, beta)'])
  })

  test('H12: it ends while others write, and what it holds is whole', async () => {
    const { dataDir, storage, target } = await installed()
    const backup = { isDone: false }
    const writing = (async () => {
      let written = 0
      for (; !backup.isDone; written++)
        await storage.exec(installationCommands.backedUp, { at: written })
      return written
    })()
    await writeBackup(storage, dataDir, target)
    backup.isDone = true
    expect(await writing).toBeGreaterThan(0)
    await storage.close()
    await restoreBackup(dataDir, target)
    const groups = await reopened(dataDir, ({ db }) =>
      db.selectFrom('group').select('acronym').execute(),
    )
    expect(groups).toEqual([{ acronym: 'HC' }])
  })

  test('a file that a row names and the disk lacks is said, and the rest is saved', async () => {
    const { dataDir, storage, target } = await installed()
    const gone = createHash('sha256').update('gone').digest('hex')
    await addFile(dataDir, storage, gone)
    expect(await writeBackup(storage, dataDir, target)).toMatchObject({ files: 0, missing: [gone] })
    await storage.close()
  })

  test('a changed, cut or foreign file changes nothing here', async () => {
    const { root, dataDir, storage, target } = await installed()
    await writeBackup(storage, dataDir, target)
    await storage.close()
    const here = readFileSync(databaseFile(dataDir))
    const good = readFileSync(target)
    const changed = Buffer.from(good)
    changed[good.length - 4096] = (changed[good.length - 4096] ?? 0) ^ 1
    const broken: [string, Buffer | string, RegExp][] = [
      ['changed', changed, /is not what was written/],
      ['cut', good.subarray(0, good.length / 2), /not restored/],
      ['foreign', 'no tar at all', /not restored/],
    ]
    for (const [name, bytes, why] of broken) {
      const file = path.join(root, name)
      writeFileSync(file, bytes)
      await expect(restoreBackup(dataDir, file)).rejects.toThrow(why)
    }
    await expect(restoreBackup(dataDir, path.join(root, 'nowhere'))).rejects.toThrow(
      /there is no file/,
    )
    expect(readFileSync(databaseFile(dataDir))).toEqual(here)
  })
})
