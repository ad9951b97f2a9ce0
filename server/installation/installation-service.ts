import { command } from '#server/storage/command.ts'
import * as store from './installation-store.ts'

/**
 * Writes the one row that a new database needs; changes nothing where it stands. `secret` (32
 * bytes) seals cursors and signs mail links; it never leaves the database but in a backup.
 */
const ensure = command(
  'installation.ensure',
  async (tx, input: { id: string; incarnation: string; secret: Uint8Array }) => {
    if (await store.findInstallation(tx.db)) return
    await store.insertInstallation(tx.db, {
      ...input,
      secret: Buffer.from(input.secret),
      clock_offset: 0,
      is_demo: 0,
      created_at: tx.realNow,
      last_backup_at: null,
    })
  },
)

const backedUp = command('installation.backedUp', async (tx, input: { at: number }) => {
  await store.updateInstallation(tx.db, { last_backup_at: input.at })
})

export const installationCommands = { ensure, backedUp }
