import { onTestFinished } from 'vitest'
import { databaseFile } from '#server/backup/data-folder.ts'
import type { Config } from '#server/config.ts'
import { attention } from '#shared/contracts/attention.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { forum } from '#shared/contracts/forum.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { ask } from './ask.ts'
import { type Client, type Installation, startInstallation } from './installation.ts'

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
  home(client: Client): Promise<ResponseOf<typeof attention.home>>
  notifications(client: Client): Promise<ResponseOf<typeof attention.notifications>>
  /** A focal point of Alpha answers post 2, by a focal point of Beta, in the topic of Tides. */
  answerBeta(markdown: string): Promise<{ id: string; number: number }>
}

export async function attentionWorld(config: Partial<Config> = {}): Promise<AttentionWorld> {
  const installation = await startInstallation({ config })
  const { plenary } = installation
  const { services } = plenary
  const file = databaseFile(services.config.dataDir)
  const arrange = kyselyOver(openConnection(file, 'writer'))
  onTestFinished(() => arrange.destroy())
  const topicId = await installation.idOf('topic', 'topic-tides')
  const alpha = await installation.as('fp.alpha')
  const group = await services.storage.db.selectFrom('group').select('id').executeTakeFirstOrThrow()
  return {
    ...installation,
    services,
    groupId: group.id,
    arrange,
    file,
    settled: () => plenary.settled(),
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
    home: (client) => ask(client, attention.home, { params: { groupId: group.id } }),
    notifications: (client) =>
      ask(client, attention.notifications, { params: { groupId: group.id } }),
    async answerBeta(markdown) {
      const body = { markdown, parentNumber: 2 }
      const { post } = await ask(alpha, forum.reply, { params: { topicId }, body })
      return post
    },
  }
}
