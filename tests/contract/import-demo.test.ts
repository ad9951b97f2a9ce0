import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFile } from '#server/backup/data-folder.ts'
import { demoLines, makeDemoLinks } from '#server/features/demo/demo-links.ts'
import { prepareDemo } from '#server/features/demo/prepare-demo.ts'
import { importTerm } from '#server/features/import/index.ts'
import { findInstallation } from '#server/installation/installation-store.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '#server/storage/storage.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'

async function open<T>(dataDir: string, act: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openSqliteStorage(databaseFile(dataDir))
  try {
    return await act(storage)
  } finally {
    await storage.close()
  }
}

const facts = (storage: Storage) => findInstallation(storage.db)

const publicUrl = () => 'http://127.0.0.1:4000'

describe('the demonstration', { timeout: 60_000 }, () => {
  let folder: string
  let dataDir: string
  // Loaded once for all; the last test begins anew.
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'plenary-test-'))
    dataDir = path.join(folder, 'demo')
    await prepareDemo({ dataDir, isFresh: false })
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('prints a link a role, reusable, of which only the hash is stored; earlier ones end', async () => {
    await open(dataDir, async (storage) => {
      const before = await makeDemoLinks({ storage, publicUrl })
      const links = await makeDemoLinks({ storage, publicUrl })
      const focalPoints = Array<string>(6).fill('Focal point')
      expect(links.map(({ role }) => role)).toEqual([
        'Chair’s office',
        'Chair',
        'Principal',
        ...focalPoints,
        'Observer',
        'Guest',
        'Administrator',
      ])
      for (const line of demoLines(links)) {
        expect(line).toMatch(/^\S.*?\s{2,}\S.*?\s{2,}http:\/\/127\.0\.0\.1:4000\/link\/\w+$/)
      }
      const rows = await storage.db.selectFrom('sign_in_link').selectAll().execute()
      expect(rows.filter((row) => row.used_at === null)).toHaveLength(links.length)
      expect(rows.every((row) => row.is_reusable === 1 && row.purpose === 'demo')).toBe(true)
      const files = [databaseFile(dataDir), `${databaseFile(dataDir)}-wal`].filter((file) =>
        existsSync(file),
      )
      const bytes = files.map((file) => readFileSync(file).toString('latin1')).join('')
      for (const { url } of [...before, ...links])
        expect(bytes).not.toContain(url.split('/').at(-1))
    })
  })

  test('its administrator has the mark and no seat', async () => {
    const marked = await open(dataDir, (storage) =>
      storage.db
        .selectFrom('person')
        .leftJoin('seat', 'seat.person_id', 'person.id')
        .select(['person.name', 'seat.id as seat'])
        .where('is_administrator', '=', 1)
        .execute(),
    )
    expect(marked).toEqual([{ name: 'Administrator (illustrative)', seat: null }])
  })

  test('H24: it refuses a database that is not its own, fresh or not, and changes nothing there', async () => {
    const other = temporaryFolder()
    await open(other, async (storage) => {
      await openInstallation(storage)
      await importTerm(
        storage,
        JSON.stringify({ group: { name: 'Other', acronym: 'O' } }),
        Date.now(),
      )
    })
    for (const isFresh of [false, true]) {
      await expect(prepareDemo({ dataDir: other, isFresh })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
    await open(other, async (storage) => {
      await expect(makeDemoLinks({ storage, publicUrl })).rejects.toMatchObject({
        code: 'conflict',
      })
      expect(await storage.db.selectFrom('group').select('acronym').execute()).toEqual([
        { acronym: 'O' },
      ])
      expect(await storage.db.selectFrom('sign_in_link').selectAll().execute()).toEqual([])
    })
  })

  test('is kept across restarts; --fresh begins anew', async () => {
    const first = await open(dataDir, facts)
    await prepareDemo({ dataDir, isFresh: false })
    expect(await open(dataDir, facts)).toEqual(first)
    await prepareDemo({ dataDir, isFresh: true })
    const anew = await open(dataDir, facts)
    expect(anew?.id).not.toBe(first?.id)
    expect(anew?.is_demo).toBe(1)
  })
})
