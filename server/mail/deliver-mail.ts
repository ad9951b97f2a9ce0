import type { Logger } from 'pino'
import { finishedItself, type JobHandler } from '#server/jobs/job-runner.ts'
import { mailCommands } from './mail-commands.ts'
import { findMail } from './mail-store.ts'
import { type MailTransport, Refused } from './mail-transport.ts'
import { type MailDesk, NotNeeded, writeMail } from './write-mail.ts'

/**
 * The work of `mail` jobs: writes a message, hands it to the mail server and closes row and job
 * together. `transport` null: no mail server is configured, and what waits from before stays unsent.
 */
export function mailHandlers(
  desk: MailDesk & { log: Logger },
  transport: MailTransport | null,
): Record<string, JobHandler> {
  const { storage } = desk.services
  const once = { key: null }

  const mail: JobHandler = async (job) => {
    const { mailId } = job.payload as { mailId: string }
    const of = { lease: { jobId: job.id, fence: job.fence }, mailId }
    const row = await findMail(storage.db, mailId)
    if (row?.state !== 'waiting') return
    try {
      if (transport === null) throw new NotNeeded('no mail server is configured')
      await transport.send(await writeMail(desk, row))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (error instanceof NotNeeded) {
        await storage.exec(mailCommands.notNeeded, { ...of, why }, once)
      } else {
        // The text alone: an error of the transport may carry the envelope, never the body.
        desk.log.warn(
          { mail: mailId, kind: row.kind, attempts: job.attempts, why },
          'mail did not leave',
        )
        const isPermanent = error instanceof Refused
        await storage.exec(mailCommands.failed, { ...of, error: why, isPermanent }, once)
      }
      return finishedItself
    }
    await storage.exec(mailCommands.delivered, of, once)
    return finishedItself
  }

  const digest: JobHandler = async (job) => {
    const { personId } = job.payload as { personId: string }
    const lease = { jobId: job.id, fence: job.fence }
    const isMailConfigured = transport !== null
    await storage.exec(mailCommands.makeDigest, { lease, personId, isMailConfigured }, once)
    return finishedItself
  }

  return { mail, digest }
}
