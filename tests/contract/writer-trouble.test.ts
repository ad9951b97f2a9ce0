import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { installationCommands } from '#server/installation/installation-service.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { migrateSqlite } from '#server/storage/sqlite/sqlite-storage.ts'
import { Writer } from '#server/storage/sqlite/writer.ts'
import type { Storage } from '#server/storage/storage.ts'
import { until } from '#tests/collab/support/until.ts'
import { canFillDisk, fillDisk } from '#tests/support/full-disk.ts'
import { temporaryFolder, temporaryStorage } from '#tests/support/temporary-storage.ts'
import { WriterThreads } from '#tests/support/writer-threads.ts'

const unavailable = { code: 'storage_unavailable' }

async function watchedStorage() {
  const threads = new WriterThreads()
  const storage = await temporaryStorage()
  await openInstallation(storage)
  const changes: (string | null)[] = []
  storage.onHealth((_isHealthy, cause) => changes.push(cause))
  const backedUp = (at: number, options = {}) =>
    storage.exec(installationCommands.backedUp, { at }, options)
  return { threads, storage, changes, backedUp }
}

const lastBackup = async (storage: Storage) =>
  (await storage.db.selectFrom('installation').select('last_backup_at').executeTakeFirstOrThrow())
    .last_backup_at

const well = (storage: Storage) => until('the storage is well', () => storage.isHealthy())

describe('a storage that cannot write', () => {
  it.skipIf(!canFillDisk)(
    'H11: on a full disk all of a batch fail, reading goes on, and room on it mends everything',
    async () => {
      const { storage, changes, backedUp } = await watchedStorage()
      const disk = fillDisk()
      onTestFinished(disk.empty)
      const first = backedUp(0).catch(() => storage.isHealthy())
      const results = await Promise.allSettled([backedUp(1), backedUp(2), backedUp(3)])
      // Who hears of the failure finds the storage unhealthy already.
      expect(await first).toBe(false)
      expect(results.map((result) => result.status === 'rejected' && result.reason)).toEqual(
        Array.from({ length: 3 }, () => expect.objectContaining(unavailable)),
      )
      expect(await lastBackup(storage)).toBe(null)
      disk.empty()
      await well(storage)
      await backedUp(4)
      expect(await lastBackup(storage)).toBe(4)
      expect(changes).toEqual([expect.stringContaining('SQLITE_IOERR'), null])
      const left = await storage.db.selectFrom('idempotency').select('command').execute()
      expect(left).toEqual([{ command: installationCommands.backedUp.name }])
    },
  )

  it.skipIf(!canFillDisk)('closes all the same', async () => {
    const { storage, backedUp } = await watchedStorage()
    const disk = fillDisk()
    onTestFinished(disk.empty)
    await expect(backedUp(1)).rejects.toMatchObject(unavailable)
    await storage.close()
    expect(storage.isHealthy()).toBe(false)
  })
})

describe('a writer thread that dies', () => {
  it('H11: between COMMIT and answer: a repeat under the same key changes nothing more', async () => {
    const { threads, storage, changes, backedUp } = await watchedStorage()
    const gone = threads.dieBeforeAnswering()
    const answer = backedUp(1)
    await gone
    expect(await lastBackup(storage)).toBe(1)
    const other = new Sqlite(storage.file)
    onTestFinished(() => void other.close())
    other.exec('update installation set last_backup_at = 5')
    await answer
    expect(await lastBackup(storage)).toBe(5)
    expect(changes).toEqual([expect.stringContaining('writer thread'), null])
  })

  it('H11: between COMMIT and answer, without a key: the caller hears that it is not known', async () => {
    const { threads, storage, backedUp } = await watchedStorage()
    void threads.dieBeforeAnswering()
    await expect(backedUp(1, { key: null })).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('not known') as string,
    })
    expect(await lastBackup(storage)).toBe(1)
    await well(storage)
  })

  it('is not asked for ever what it dies of', async () => {
    const { threads, storage, backedUp } = await watchedStorage()
    void threads.dieBeforeAnswering()
    const answer = backedUp(1)
    await until('another one was started', () => threads.started.length === 2)
    void threads.dieBeforeAnswering()
    await expect(answer).rejects.toMatchObject(unavailable)
    await well(storage)
    await backedUp(2)
    expect(threads.started).toHaveLength(3)
  })

  it('again and again at its start: every command is answered, and the first that lives writes', async () => {
    const { threads, storage, backedUp } = await watchedStorage()
    threads.areStillborn = true
    await threads.kill()
    await expect(backedUp(1)).rejects.toMatchObject(unavailable)
    await until('two more have died', () => threads.started.length === 3)
    await expect(backedUp(2)).rejects.toMatchObject(unavailable)
    expect(storage.isHealthy()).toBe(false)
    threads.areStillborn = false
    await well(storage)
    await backedUp(3)
    expect(await lastBackup(storage)).toBe(3)
  })

  it('leaves a storage that can be closed at once', async () => {
    const { threads, storage, backedUp } = await watchedStorage()
    threads.areStillborn = true
    const answer = backedUp(1).catch((error: unknown) => error)
    await threads.kill()
    await storage.close()
    expect(await answer).toMatchObject(unavailable)
    expect(threads.started).toHaveLength(1)
  })
})

describe('a writer thread that says nothing', () => {
  it('C12: is trouble after its patience, and none any more with its next answer', async () => {
    const threads = new WriterThreads()
    const file = path.join(temporaryFolder(), 'plenary.sqlite')
    await migrateSqlite(file)
    const changes: (string | null)[] = []
    const told = (_isHealthy: boolean, cause: string | null) => changes.push(cause)
    const writer = new Writer(file, () => undefined, told, 60)
    onTestFinished(() => writer.close())
    const { name } = installationCommands.backedUp
    await writer.run(name, { at: 1 }, null)
    // To start takes longer than this one's patience.
    changes.length = 0
    const speak = threads.silence()
    const late = writer.run(name, { at: 2 }, null)
    await until('it was noticed', () => !writer.isHealthy)
    await expect(writer.run(name, { at: 3 }, null)).rejects.toMatchObject(unavailable)
    speak()
    await late
    expect(writer.isHealthy).toBe(true)
    expect(changes).toEqual([expect.stringContaining('60 ms'), null])
  })
})
