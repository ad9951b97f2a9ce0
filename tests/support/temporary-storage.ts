import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '#server/storage/storage.ts'

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plenary-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A migrated, empty SQLite database with its writer thread; closed when the test ends. */
export async function temporaryStorage(): Promise<Storage & { file: string }> {
  const file = path.join(temporaryFolder(), 'plenary.sqlite')
  const storage = await openSqliteStorage(file)
  onTestFinished(() => storage.close())
  return { ...storage, file }
}
