import { noticesForMail, startNotifications } from './features/attention/index.ts'
import { ensureThinning, thinningHandlers, type VersionWatch } from './features/drafts/index.ts'
import { renderStalePosts } from './features/forum/index.ts'
import { mintLink } from './features/identity/index.ts'
import { invitationLetter, mintInvitationLink } from './features/invitations/index.ts'
import { ensureHousekeeping, housekeepingHandlers } from './jobs/housekeeping.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { mailHandlers } from './mail/deliver-mail.ts'
import type { MailPorts } from './mail/mail-ports.ts'
import { smtpTransport } from './mail/mail-transport.ts'
import type { Services } from './services.ts'

/** What letters need of the features; links are made as a letter leaves (H9). */
function mailPorts(services: Services): MailPorts {
  return {
    signInLink: (personId, purpose) => mintLink(services, { personId, purpose }),
    async invitation(invitationId, address) {
      const link = await mintInvitationLink(services, { invitationId, address })
      return invitationLetter(services.storage.db, services.people, invitationId, link)
    },
    notices: noticesForMail(services),
  }
}

export interface Background {
  /** After a commit that may have added a job. */
  kick(): void
  /** Resolves when all that was committed so far has been noticed, and the jobs that are due are done. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Jobs, mail and notifications: what goes on while nobody asks for anything. */
export function startBackground(services: Services, versions: VersionWatch): Background {
  const { smtpUrl } = services.config
  const transport =
    smtpUrl === null ? null : smtpTransport(smtpUrl, new URL(services.publicUrl()).hostname)
  const runner = new JobRunner(services, {
    ...housekeepingHandlers(services.storage),
    ...thinningHandlers(services.storage, services.clock),
    ...mailHandlers({ services, ports: mailPorts(services), log: services.log }, transport),
  })
  const notifications = startNotifications(services)
  runner.start()
  Promise.all([
    ensureHousekeeping(services.storage),
    ensureThinning(services.storage),
    renderStalePosts(services),
    versions.start(),
  ]).catch((error: unknown) =>
    services.log.warn({ err: error }, 'housekeeping waits for the next start'),
  )
  return {
    kick: () => runner.kick(),
    async settled() {
      await notifications.settled()
      runner.kick()
      await runner.settled()
    },
    async stop() {
      await versions.stop()
      await notifications.stop()
      await runner.stop()
    },
  }
}
