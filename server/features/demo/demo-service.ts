import { findInstallation } from '#server/installation/installation-store.ts'
import { command } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import * as store from './demo-store.ts'

/** Not of the term's file: the demonstration's own, a person without a seat. */
export const administrator = {
  name: 'Administrator (illustrative)',
  email: 'administrator@demo.invalid',
}

/**
 * Before new links are printed: the old ones end, and there is an administrator. Throws `conflict`
 * for any other database than a demonstration's (H24).
 */
const prepareRoles = command('demo.prepareRoles', async (tx, _input: null) => {
  if ((await findInstallation(tx.db))?.is_demo !== 1) {
    throw new PlenaryError('conflict', 'This database is no demonstration.')
  }
  await store.voidDemoLinks(tx.db, tx.realNow)
  const known = await store.findByAddress(tx.db, [administrator.email])
  if (known.size === 0)
    await store.insertAdministrator(tx.db, { id: newId(), ...administrator, at: tx.now })
})

export const demoCommands = { prepareRoles }
