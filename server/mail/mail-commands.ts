import { completeJob, failJob, type Lease } from '#server/jobs/job-store.ts'
import { command } from '#server/storage/command.ts'
import { queueMail } from './queue-mail-store.ts'
import * as store from './mail-store.ts'

interface OfMail {
  lease: Lease
  mailId: string
}

/** The job and the message are closed together: who finds one done finds the other so. */
const delivered = command('mail.delivered', async (tx, { lease, mailId }: OfMail) => {
  if (!(await completeJob(tx.db, lease, tx.realNow))) return
  await store.updateMail(tx.db, mailId, { state: 'sent', error: null, sent_at: tx.realNow })
})

/** What it was to say is over: withdrawn, read, answered, or no longer for this address. */
const notNeeded = command(
  'mail.notNeeded',
  async (tx, { lease, mailId, why }: OfMail & { why: string }) => {
    if (!(await completeJob(tx.db, lease, tx.realNow))) return
    await store.updateMail(tx.db, mailId, { state: 'notSent', error: why })
  },
)

const failed = command(
  'mail.failed',
  async (tx, input: OfMail & { error: string; isPermanent: boolean }) => {
    const outcome = await failJob(tx.db, input.lease, input, tx.realNow)
    if (outcome === 'lost') return
    await store.updateMail(tx.db, input.mailId, {
      error: input.error.slice(0, 500),
      ...(outcome === 'givenUp' && { state: 'failed' }),
    })
  },
)

/**
 * Gathers what waits for a person into one message. The digest's job ends in the same transaction,
 * so nothing is gathered twice, and what comes a moment later finds no open job and adds the next.
 */
const makeDigest = command(
  'mail.makeDigest',
  async (tx, input: { lease: Lease; personId: string; isMailConfigured: boolean }) => {
    if (!(await completeJob(tx.db, input.lease, tx.realNow))) return
    const notificationIds = await store.takeForDigest(tx.db, input.personId, tx.realNow)
    const person = await store.findReader(tx.db, input.personId)
    const wantsNone = person?.mail_frequency === 'none'
    if (!person?.email || person.is_confirmed === 0 || wantsNone || notificationIds.length === 0)
      return
    await queueMail(tx, {
      kind: 'digest',
      personId: person.id,
      invitationId: null,
      address: person.email,
      payload: { notificationIds },
      isMailConfigured: input.isMailConfigured,
    })
  },
)

/** The caller holds a link that names this person (H17: by POST only). */
const stop = command('mail.stop', async (tx, input: { personId: string }) => {
  await store.setMailFrequency(tx.db, input.personId, 'none')
})

export const mailCommands = { delivered, notNeeded, failed, makeDigest, stop }
