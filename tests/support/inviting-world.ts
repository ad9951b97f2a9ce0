import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { databaseFile } from '#server/backup/data-folder.ts'
import { compose } from '#server/compose.ts'
import { mintLink } from '#server/features/identity/index.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { BrowserLike } from './browser-like.ts'
import { testConfig } from './installation.ts'
import { arrangeGroup } from './inviting-group.ts'
import { temporaryFolder } from './temporary-storage.ts'

/** A whole server on a database of the test's own, with the group of `arrangeGroup`. */
export interface InvitingWorld {
  services: Services
  /** Writes beside the writer thread: only for what a test arranges. */
  arrange: Db
  file: string
  browser(): BrowserLike
  /** A browser in which this person is signed in. */
  signedIn(personId: string): Promise<BrowserLike>
  /** Moves the installation's clock, by which invitations expire. */
  pass(ms: number): Promise<void>
}

/**
 * Opens the server without its background: letters wait in the queue, and a test delivers them
 * itself. `smtpUrl` makes mail configured.
 */
export async function invitingWorld(smtpUrl: string | null = null): Promise<InvitingWorld> {
  const config = { ...testConfig, dataDir: temporaryFolder(), smtpUrl, areLimitsOff: true }
  const plenary = await compose(config, pino({ level: 'silent' }))
  onTestFinished(() => plenary.stop())
  await plenary.listen()
  const { services } = plenary
  const file = databaseFile(config.dataDir)
  const arrange = kyselyOver(openConnection(file, 'writer'))
  onTestFinished(() => arrange.destroy())
  await arrangeGroup(arrange)
  return {
    services,
    arrange,
    file,
    browser: () => new BrowserLike(plenary.url()),
    async signedIn(personId) {
      const browser = new BrowserLike(plenary.url())
      const { url } = await mintLink(services, { personId, purpose: 'tool' })
      await browser.get(url)
      const used = await browser.post('/api/sign-in/link', {})
      if (used.status !== 200) throw new Error(`not signed in: ${JSON.stringify(used.body)}`)
      return browser
    },
    async pass(ms) {
      const later = arrange
        .updateTable('installation')
        .set((eb) => ({ clock_offset: eb('clock_offset', '+', ms) }))
      await later.execute()
      services.clock.setOffset(services.clock.now() - Date.now() + ms)
    },
  }
}
