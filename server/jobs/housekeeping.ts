import { command } from '#server/storage/command.ts'
import type { Storage } from '#server/storage/storage.ts'
import { day, minute } from '#shared/time.ts'
import { deleteSpentRows } from './housekeeping-store.ts'
import { jobCommands } from './job-commands.ts'
import { finishedItself, type JobHandler } from './job-runner.ts'
import { addJob, completeJob, type Lease } from './job-store.ts'

const kind = 'housekeeping'

const sweep = command('jobs.sweep', (tx, _: Record<string, never>) =>
  deleteSpentRows(tx.db, tx.realNow),
)

/** Ends today's job and adds tomorrow's in one transaction, so that there is always one. */
const sweepTomorrow = command('jobs.sweepTomorrow', async (tx, input: { lease: Lease }) => {
  if (!(await completeJob(tx.db, input.lease, tx.realNow))) return
  await addJob(tx.db, { kind, key: kind, payload: {}, runAt: tx.realNow + day })
})

export const housekeepingCommands = { sweep, sweepTomorrow }

export function housekeepingHandlers(storage: Pick<Storage, 'exec'>): Record<string, JobHandler> {
  return {
    [kind]: async (job) => {
      while (await storage.exec(housekeepingCommands.sweep, {}, { key: null }));
      const lease = { jobId: job.id, fence: job.fence }
      await storage.exec(housekeepingCommands.sweepTomorrow, { lease }, { key: null })
      return finishedItself
    },
  }
}

/** At each start: the first one runs a few minutes later, when nobody waits for the server. */
export async function ensureHousekeeping(storage: Pick<Storage, 'exec'>): Promise<void> {
  await storage.exec(
    jobCommands.ensure,
    { kind, key: kind, payload: {}, inMs: 5 * minute },
    { key: null },
  )
}
