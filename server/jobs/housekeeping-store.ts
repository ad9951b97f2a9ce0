import type { Db } from '#server/storage/command.ts'
import { day } from '#shared/time.ts'

/** Rows that one command deletes at most: the writer has others waiting. */
const mostAtOnce = 2000

const keepKeysFor = 2 * day
const keepDoneJobsFor = 30 * day
const keepSpentLinksFor = 30 * day

/**
 * Deletes a bounded number of rows that nobody needs any more: old idempotency keys, expired
 * sessions, spent sign-in links, done jobs. `now` is real time. True: there may be more.
 */
export async function deleteSpentRows(db: Db, now: number): Promise<boolean> {
  const keys = db
    .selectFrom('idempotency')
    .select('key')
    .where('at', '<', now - keepKeysFor)
    .limit(mostAtOnce)
  const sessions = db
    .selectFrom('session')
    .select('id_hash')
    .where('expires_at', '<', now)
    .limit(mostAtOnce)
  const links = db
    .selectFrom('sign_in_link')
    .select('token_hash')
    .where('expires_at', '<', now - keepSpentLinksFor)
    .limit(mostAtOnce)
  const jobs = db
    .selectFrom('job')
    .select('id')
    .where('done_at', '<', now - keepDoneJobsFor)
    .limit(mostAtOnce)
  const results = [
    await db.deleteFrom('idempotency').where('key', 'in', keys).executeTakeFirst(),
    await db.deleteFrom('session').where('id_hash', 'in', sessions).executeTakeFirst(),
    await db.deleteFrom('sign_in_link').where('token_hash', 'in', links).executeTakeFirst(),
    await db.deleteFrom('job').where('id', 'in', jobs).executeTakeFirst(),
  ]
  return results.some((result) => Number(result.numDeletedRows) === mostAtOnce)
}
