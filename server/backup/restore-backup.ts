import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { findInstallation } from '#server/installation/installation-store.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import { newId } from '#shared/ids.ts'
import * as store from './backup-store.ts'
import { databaseFile } from './data-folder.ts'
import { unpackBackup } from './read-backup.ts'
import { backupCommands } from './restored-service.ts'

export interface RestoreReport {
  dataDir: string
  /** Where what stood there before is kept; null where there was nothing. */
  before: string | null
  backupAt: number
  files: number
  /** Seats and access that ended after the backup and now stand again: for review (H13). */
  review: string[]
}

/**
 * Builds a new data folder from a backup, puts it in the place of the old one and keeps that.
 * Nothing is touched before all of it is unpacked, checked and settled. The caller has made sure
 * that no server holds the folder. Throws `invalid` for a broken backup.
 */
export async function restoreBackup(dataDir: string, file: string): Promise<RestoreReport> {
  const fresh = `${dataDir}.restoring-${newId()}`
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  try {
    const manifest = await unpackBackup(file, fresh)
    const replaced = await readReplaced(dataDir, manifest.installationId)
    const review = await settle(fresh, manifest.createdAt, replaced)
    const before = await putInPlace(dataDir, fresh)
    return {
      dataDir,
      before,
      backupAt: manifest.createdAt,
      files: manifest.entries.length - 1,
      review,
    }
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error
  }
}

type Replaced = Awaited<ReturnType<typeof store.rightsThatEnded>> & {
  clients: Awaited<ReturnType<typeof store.draftClients>>
}

/** What the database to be replaced knows, where it is one of this installation and can be read. */
async function readReplaced(dataDir: string, installationId: string): Promise<Replaced | null> {
  const file = databaseFile(dataDir)
  if (!existsSync(file)) return null
  try {
    return await store.readingFile(file, async (db) => {
      if ((await findInstallation(db))?.id !== installationId) return null
      return { ...(await store.rightsThatEnded(db)), clients: await store.draftClients(db) }
    })
  } catch {
    // A database that cannot be read is why one restores; then there is nothing to compare with.
    return null
  }
}

async function settle(
  folder: string,
  backupAt: number,
  replaced: Replaced | null,
): Promise<string[]> {
  const storage = await openSqliteStorage(databaseFile(folder))
  try {
    await storage.exec(backupCommands.settle, {
      incarnation: newId(),
      backupAt,
      laterClients: (replaced?.clients ?? []).map((client) => ({
        draftId: client.draft_id,
        clientId: client.client_id,
        personId: client.person_id,
        nextClock: client.next_clock,
      })),
    })
    return replaced ? await reviewOf(storage.db, replaced) : []
  } finally {
    await storage.close()
  }
}

async function reviewOf(
  db: Parameters<typeof store.liveAgain>[0],
  replaced: Replaced,
): Promise<string[]> {
  const live = await store.liveAgain(
    db,
    replaced.seats.map(({ id }) => id),
    replaced.access.map(({ id }) => id),
  )
  const seats = replaced.seats.filter(({ id }) => live.seats.includes(id))
  const access = replaced.access.filter(({ id }) => live.access.includes(id))
  return [
    ...seats.map(({ title, name }) => `seat: ${title}${name ? ` (${name})` : ''}`),
    ...access.map(({ space, acronym, name }) => `access to ${space}: ${acronym ?? name ?? ''}`),
  ]
}

async function putInPlace(dataDir: string, fresh: string): Promise<string | null> {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const before = existsSync(dataDir) ? `${dataDir}.before-restore-${stamp}` : null
  if (before) await rename(dataDir, before)
  try {
    await rename(fresh, dataDir)
  } catch (error) {
    if (before) await rename(before, dataDir)
    throw error
  }
  await syncFolder(path.dirname(dataDir))
  return before
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Windows cannot sync a folder, and orders such changes by itself.
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}
