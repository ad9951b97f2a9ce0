import { onTestFinished } from 'vitest'
import { databaseFile } from '#server/backup/data-folder.ts'
import type { Config } from '#server/config.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { type Installation, startInstallation } from './installation.ts'

/** The small group, with its notifications, jobs and mail under a test's control. */
export interface AttentionWorld extends Installation {
  services: Services
  groupId: string
  /** Writes directly, for what a test arranges. */
  arrange: Db
  file: string
  /** Notifications made, jobs that are due done. */
  settled(): Promise<void>
  /** Moves the installation's clock. */
  pass(ms: number): Promise<void>
  personId(login: string): Promise<string>
}

export async function attentionWorld(config: Partial<Config> = {}): Promise<AttentionWorld> {
  const installation = await startInstallation({ config })
  const { services, settled } = installation.plenary
  const file = databaseFile(services.config.dataDir)
  const arrange = kyselyOver(openConnection(file, 'writer'))
  onTestFinished(() => arrange.destroy())
  const group = await services.storage.db.selectFrom('group').select('id').executeTakeFirstOrThrow()
  return {
    ...installation,
    services,
    groupId: group.id,
    arrange,
    file,
    settled,
    async pass(ms) {
      await arrange
        .updateTable('installation')
        .set((eb) => ({ clock_offset: eb('clock_offset', '+', ms) }))
        .execute()
      services.clock.setOffset(services.clock.now() - Date.now() + ms)
    },
    async personId(login) {
      const row = await services.storage.db
        .selectFrom('person')
        .select('id')
        .where('email_key', '=', `${login}@council.example`)
        .executeTakeFirstOrThrow()
      return row.id
    },
  }
}
