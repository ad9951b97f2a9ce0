import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { startBackground } from '#server/background.ts'
import { databaseFile } from '#server/backup/data-folder.ts'
import type { Config } from '#server/config.ts'
import { bindAttention, mailStopRouter } from '#server/features/attention/index.ts'
import { problemHandler } from '#server/http/problem.ts'
import { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { Client, type Installation, startInstallation } from './installation.ts'

/** The small group, with its notifications, jobs and mail under a test's control. */
export interface AttentionWorld extends Installation {
  services: Services
  groupId: string
  /** Writes directly, for what a test arranges. */
  arrange: Db
  file: string
  /** A client of the attention endpoints and `/mail/stop`. */
  attentionOf(login: string): Promise<Client>
  outside: Client
  /** Notifications made, jobs that are due done. */
  settled(): Promise<void>
  /** Moves the installation's clock. */
  pass(ms: number): Promise<void>
  personId(login: string): Promise<string>
}

export async function attentionWorld(config: Partial<Config> = {}): Promise<AttentionWorld> {
  const installation = await startInstallation({ config })
  const { services } = installation.plenary
  const routes = new Routes(services)
  bindAttention(routes, services)
  const app = express()
  app.use(mailStopRouter(services), express.json(), routes.router)
  app.use(problemHandler(pino({ level: 'silent' })))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const file = databaseFile(services.config.dataDir)
  const arrange = kyselyOver(openConnection(file, 'writer'))
  onTestFinished(() => arrange.destroy())
  const background = startBackground(services)
  onTestFinished(() => background.stop())
  const group = await services.storage.db.selectFrom('group').select('id').executeTakeFirstOrThrow()

  return {
    ...installation,
    services,
    groupId: group.id,
    arrange,
    file,
    outside: new Client(url, {}),
    attentionOf: async (login) => new Client(url, (await installation.signedIn(login)).headers),
    settled: () => background.settled(),
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
