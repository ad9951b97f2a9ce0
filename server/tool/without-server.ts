import { existsSync, mkdirSync } from 'node:fs'
import { databaseFile } from '#server/backup/data-folder.ts'
import { DomainClock } from '#server/clock.ts'
import type { Config } from '#server/config.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import { PlenaryError } from '#shared/errors.ts'
import { runRequest } from './run-request.ts'
import type { ToolOutcome, ToolRequest } from './tool-request.ts'
import type { Say } from './tool-services.ts'

/** Commands that may begin a database; the others ask about one that must be there. */
const beginners = new Set<ToolRequest['command']>(['demo', 'import'])

/** Opens the database for one command, as the server would. */
export async function runWithoutServer(
  config: Config,
  request: ToolRequest,
  say: Say,
): Promise<ToolOutcome> {
  const file = databaseFile(config.dataDir)
  if (!existsSync(file) && !beginners.has(request.command)) {
    throw new PlenaryError(
      'not_set_up',
      `There is no database in ${config.dataDir}. Set DATA_DIR, or start Plenary first.`,
    )
  }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const storage = await openSqliteStorage(file)
  try {
    const installation = await openInstallation(storage)
    const clock = new DomainClock(installation.clock_offset)
    const publicUrl = () => config.publicUrl ?? `http://${config.host}:${config.port}`
    return await runRequest({ config, storage, clock, publicUrl }, request, say)
  } finally {
    await storage.close()
  }
}
