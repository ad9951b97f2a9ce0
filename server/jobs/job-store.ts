import type { Db } from '#server/storage/command.ts'
import { newId } from '#shared/ids.ts'
import { hour, minute } from '#shared/time.ts'

/** A job as its handler gets it. `fence` is proof of the lease: an older one writes nothing. */
export interface LeasedJob {
  id: string
  kind: string
  payload: unknown
  fence: number
  /** This one included. */
  attempts: number
}

/** The lease a handler holds, as it hands it to the command that ends the job. */
export interface Lease {
  jobId: string
  fence: number
}

const mostAttempts = 12
const firstPauseMs = 30_000
const longestPauseMs = 2 * hour
/** Longer than any handler's own deadline: a lease that ends means that the process died. */
export const leaseMs = 5 * minute

/**
 * Adds a job in the caller's transaction; `runAt` is real time (ms). Where an open job of this kind
 * and key is there already, nothing is added and null is answered.
 */
export async function addJob(
  db: Db,
  job: { kind: string; key: string | null; payload: unknown; runAt: number },
): Promise<string | null> {
  const id = newId()
  const added = await db
    .insertInto('job')
    .values({
      id,
      kind: job.kind,
      key: job.key,
      payload: JSON.stringify(job.payload),
      run_at: job.runAt,
      attempts: 0,
      leased_until: null,
      fence: 0,
      done_at: null,
      error: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added ? id : null
}

/**
 * Takes jobs that are due. A leased one is due again when its lease ends, so `run_at` alone says
 * when there is something to do.
 */
export async function leaseDue(
  db: Db,
  { kinds, now, limit }: { kinds: string[]; now: number; limit: number },
): Promise<LeasedJob[]> {
  const due = await db
    .selectFrom('job')
    .select('id')
    .where('done_at', 'is', null)
    .where('run_at', '<=', now)
    .where('kind', 'in', kinds)
    .orderBy('run_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  if (due.length === 0) return []
  const rows = await db
    .updateTable('job')
    .set((eb) => ({
      run_at: now + leaseMs,
      leased_until: now + leaseMs,
      fence: eb('fence', '+', 1),
      attempts: eb('attempts', '+', 1),
    }))
    .where(
      'id',
      'in',
      due.map((row) => row.id),
    )
    .returning(['id', 'kind', 'payload', 'fence', 'attempts'])
    .execute()
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }))
}

/** Real time (ms) at which the next of these jobs is due; null where none is open. */
export async function nextDue(db: Db, kinds: string[]): Promise<number | null> {
  const row = await db
    .selectFrom('job')
    .select('run_at')
    .where('done_at', 'is', null)
    .where('kind', 'in', kinds)
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst()
  return row ? Number(row.run_at) : null
}

/** False where the lease is no longer this caller's: then its command must change nothing. */
export async function holdsLease(db: Db, lease: Lease): Promise<boolean> {
  const row = await db
    .selectFrom('job')
    .select('id')
    .where('id', '=', lease.jobId)
    .where('fence', '=', lease.fence)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function completeJob(db: Db, lease: Lease, now: number): Promise<boolean> {
  const result = await db
    .updateTable('job')
    .set({ done_at: now, leased_until: null, error: null })
    .where('id', '=', lease.jobId)
    .where('fence', '=', lease.fence)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** `lost`: the lease was another's by then. `givenUp`: this was the last attempt. */
export type FailedJob = 'again' | 'givenUp' | 'lost'

/** Puts a job back with a growing pause; after the last attempt it is closed with its error. */
export async function failJob(
  db: Db,
  lease: Lease,
  failure: { error: string; isPermanent: boolean },
  now: number,
): Promise<FailedJob> {
  if (!(await holdsLease(db, lease))) return 'lost'
  const { attempts } = await db
    .selectFrom('job')
    .select('attempts')
    .where('id', '=', lease.jobId)
    .executeTakeFirstOrThrow()
  const isGivenUp = failure.isPermanent || attempts >= mostAttempts
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1))
  await db
    .updateTable('job')
    .set({
      error: failure.error.slice(0, 500),
      leased_until: null,
      ...(isGivenUp ? { done_at: now } : { run_at: now + pause }),
    })
    .where('id', '=', lease.jobId)
    .execute()
  return isGivenUp ? 'givenUp' : 'again'
}
