import { command } from '#server/storage/command.ts'
import { addJob, completeJob, failJob, leaseDue, type Lease } from './job-store.ts'

const lease = command('jobs.lease', (tx, input: { kinds: string[]; limit: number }) =>
  leaseDue(tx.db, { ...input, now: tx.realNow }),
)

const finish = command('jobs.finish', (tx, input: { lease: Lease }) =>
  completeJob(tx.db, input.lease, tx.realNow),
)

const fail = command('jobs.fail', (tx, input: { lease: Lease; error: string }) =>
  failJob(tx.db, input.lease, { error: input.error, isPermanent: false }, tx.realNow),
)

/** Adds a job unless an open one of this kind and key is there; for what recurs, at each start. */
const ensure = command(
  'jobs.ensure',
  async (tx, input: { kind: string; key: string; payload: unknown; inMs: number }) => {
    await addJob(tx.db, { ...input, runAt: tx.realNow + input.inMs })
  },
)

export const jobCommands = { lease, finish, fail, ensure }
