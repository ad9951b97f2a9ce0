import { randomBytes } from 'node:crypto'
import type { Storage } from '#server/storage/storage.ts'
import { newId } from '#shared/ids.ts'
import { installationCommands } from './installation-service.ts'
import { findInstallation, type InstallationRow } from './installation-store.ts'

/** The installation's own row; written on a new database. */
export async function openInstallation(storage: Storage): Promise<InstallationRow> {
  const fresh = { id: newId(), incarnation: newId(), secret: randomBytes(32) }
  await storage.exec(installationCommands.ensure, fresh, { key: null })
  const row = await findInstallation(storage.db)
  if (!row) throw new Error('the database holds no installation')
  return row
}
