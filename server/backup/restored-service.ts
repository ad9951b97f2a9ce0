import { command } from '#server/storage/command.ts'
import * as store from './restored-store.ts'

interface Restored {
  incarnation: string
  /** Real time at which the backup was made. */
  backupAt: number
  /** Client ids of the database that is replaced, which know text that this one lacks (H14). */
  laterClients: { draftId: string; clientId: number; personId: string | null; nextClock: number }[]
}

/**
 * What a restored database needs before anyone is let in (H13): cursors of the life before mean
 * "reload", nothing that was revoked since works again, and copies of drafts that know more than
 * the stored text are told so.
 */
const settle = command('backup.settleRestored', async (tx, input: Restored) => {
  await store.setIncarnation(tx.db, input.incarnation)
  await store.endAllWaysIn(tx.db, tx.realNow)
  const earlier = new Map<string, number>()
  for (const draft of await store.draftEpochs(tx.db)) {
    // Seconds, so that two restores of one backup are two epochs.
    const to = Math.max(draft.epoch + 1, Math.floor(tx.realNow / 1000))
    await store.moveToEpoch(tx.db, { id: draft.id, from: draft.epoch, to })
    earlier.set(draft.id, draft.epoch)
  }
  const persons = await store.personIds(tx.db)
  for (const client of input.laterClients) {
    const epoch = earlier.get(client.draftId)
    if (epoch === undefined) continue
    const personId =
      client.personId !== null && persons.has(client.personId) ? client.personId : null
    await store.keepEarlierClient(tx.db, { ...client, personId, epoch })
  }
  for (const groupId of await store.groupIds(tx.db)) {
    tx.emit({
      kind: 'installation.restored',
      payload: { backupAt: input.backupAt },
      groupId,
      audience: `office:${groupId}`,
      spaceId: null,
      subject: { kind: 'group', id: groupId },
      actorId: null,
      actorFor: null,
    })
  }
})

export const backupCommands = { settle }
