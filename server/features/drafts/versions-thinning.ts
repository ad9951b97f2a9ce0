import { addJob, completeJob, type Lease } from '#server/jobs/job-store.ts'
import { jobCommands } from '#server/jobs/job-commands.ts'
import { finishedItself, type JobHandler } from '#server/jobs/job-runner.ts'
import { command } from '#server/storage/command.ts'
import type { Storage } from '#server/storage/storage.ts'
import { day, hour } from '#shared/time.ts'
import { versionCommands } from './versions-service.ts'
import { draftsWithOlder } from './versions-thinning-store.ts'

const kind = 'drafts.thinVersions'

/** Ends today's job and adds tomorrow's in one transaction, so that there is always one. */
const thinTomorrow = command('drafts.thinTomorrow', async (tx, input: { lease: Lease }) => {
  if (!(await completeJob(tx.db, input.lease, tx.realNow))) return
  await addJob(tx.db, { kind, key: kind, payload: {}, runAt: tx.realNow + day })
})

export const thinningCommands = { thinTomorrow }

/** Once a day: drafts that nobody changes any more get no version that would thin the others. */
export function thinningHandlers(
  storage: Pick<Storage, 'db' | 'exec'>,
  clock: { now(): number },
): Record<string, JobHandler> {
  return {
    [kind]: async (job) => {
      for (const draftId of await draftsWithOlder(storage.db, clock.now() - 2 * day))
        await storage.exec(versionCommands.thinVersions, { draftId }, { key: null })
      const lease = { jobId: job.id, fence: job.fence }
      await storage.exec(thinningCommands.thinTomorrow, { lease }, { key: null })
      return finishedItself
    },
  }
}

export async function ensureThinning(storage: Pick<Storage, 'exec'>): Promise<void> {
  await storage.exec(
    jobCommands.ensure,
    { kind, key: kind, payload: {}, inMs: hour },
    { key: null },
  )
}
