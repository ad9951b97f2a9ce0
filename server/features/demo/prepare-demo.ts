import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { databaseFile } from '#server/backup/data-folder.ts'
import { importDemoTerm } from '#server/features/import/index.ts'
import { hasGroup } from '#server/installation/installation-store.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import type { Storage } from '#server/storage/storage.ts'
import { PlenaryError } from '#shared/errors.ts'

const termFile = path.join(import.meta.dirname, 'gmg-2007.json')

/**
 * Loads the term into an empty database, whose clock starts at the file's and runs on; changes
 * nothing in a demonstration that has it. Throws `conflict` for any other database (H24).
 */
export async function loadDemo(storage: Storage): Promise<void> {
  const installation = await openInstallation(storage)
  if (!(await hasGroup(storage.db))) await importDemoTerm(storage, readFileSync(termFile, 'utf8'))
  else if (installation.is_demo !== 1) throw notDemo()
}

function notDemo(where = 'This database'): PlenaryError {
  return new PlenaryError(
    'conflict',
    `${where} holds an installation that is not a demonstration. Choose another folder with DATA_DIR.`,
  )
}

/** The demonstration's database before the server opens it; `isFresh` begins anew. */
export async function prepareDemo(config: { dataDir: string; isFresh: boolean }): Promise<void> {
  const file = databaseFile(config.dataDir)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  if (config.isFresh && existsSync(file)) {
    await withStorage(file, async (storage) => {
      const installation = await openInstallation(storage)
      if ((await hasGroup(storage.db)) && installation.is_demo !== 1) throw notDemo(config.dataDir)
    })
    for (const name of [file, `${file}-wal`, `${file}-shm`, path.join(config.dataDir, 'files')]) {
      rmSync(name, { recursive: true, force: true })
    }
  }
  await withStorage(file, loadDemo)
}

async function withStorage(file: string, act: (storage: Storage) => Promise<void>): Promise<void> {
  const storage = await openSqliteStorage(file)
  try {
    await act(storage)
  } finally {
    await storage.close()
  }
}
