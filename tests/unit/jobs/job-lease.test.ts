import { describe, expect, it } from 'vitest'
import { jobCommands } from '#server/jobs/job-commands.ts'
import type { LeasedJob } from '#server/jobs/job-store.ts'
import type { Storage } from '#server/storage/storage.ts'
import { emptyInstallation, storages } from '#tests/support/storages.ts'

const once = { key: null }
const leaseOf = (job: LeasedJob | undefined) => ({ jobId: job?.id ?? '', fence: job?.fence ?? 0 })

async function add(storage: Storage, key = 'one') {
  await storage.exec(jobCommands.ensure, { kind: 'test', key, payload: { key }, inMs: -1 }, once)
}

async function lease(storage: Storage): Promise<LeasedJob[]> {
  return storage.exec(jobCommands.lease, { kinds: ['test'], limit: 5 }, once)
}

describe.each(storages)('jobs on %s', (_, open) => {
  it('one job is leased to one holder at a time', async () => {
    const storage = await emptyInstallation(open)
    await add(storage)
    const [first, second] = await Promise.all([lease(storage), lease(storage)])
    expect([first, second].map((jobs) => jobs.length).sort()).toEqual([0, 1])
    expect([...first, ...second][0]).toMatchObject({ kind: 'test', payload: { key: 'one' }, attempts: 1 })
  })

  it('an open job of the same kind and key is not added again; after it is done it may be', async () => {
    const storage = await emptyInstallation(open)
    await add(storage)
    await add(storage)
    const jobs = await lease(storage)
    expect(jobs).toHaveLength(1)
    await storage.exec(jobCommands.finish, { lease: leaseOf(jobs[0]) }, once)
    await add(storage)
    expect(await lease(storage)).toHaveLength(1)
  })

  it('a holder whose lease has passed to another changes nothing: the fence keeps it out', async () => {
    const storage = await emptyInstallation(open)
    await add(storage)
    const [slow] = await lease(storage)
    // A failure puts it back: as when the lease of a process that died has ended.
    await storage.exec(jobCommands.fail, { lease: leaseOf(slow), error: 'away' }, once)
    const row = await storage.db.selectFrom('job').selectAll().executeTakeFirstOrThrow()
    expect([row.error, row.done_at, Number(row.run_at) > Date.now()]).toEqual(['away', null, true])
    const stale = { jobId: slow?.id ?? '', fence: (slow?.fence ?? 0) - 1 }
    expect(await storage.exec(jobCommands.finish, { lease: stale }, once)).toBe(false)
    expect(await storage.exec(jobCommands.fail, { lease: stale, error: 'x' }, once)).toBe('lost')
    const after = await storage.db.selectFrom('job').selectAll().executeTakeFirstOrThrow()
    expect(after).toEqual(row)
  })

  it('is tried a bounded number of times, with growing pauses, and then closed with its error', async () => {
    const storage = await emptyInstallation(open)
    await add(storage)
    const [job] = await lease(storage)
    const outcomes: string[] = []
    const pauses: number[] = []
    // The fence stands still here, so that only the count of attempts moves.
    for (let attempt = 1; attempt <= 12; attempt++) {
      await setAttempts(storage, attempt)
      outcomes.push(await storage.exec(jobCommands.fail, { lease: leaseOf(job), error: 'no' }, once))
      const row = await storage.db.selectFrom('job').select('run_at').executeTakeFirstOrThrow()
      pauses.push(Math.round((Number(row.run_at) - Date.now()) / 1000))
    }
    expect(outcomes).toEqual([...Array<string>(11).fill('again'), 'givenUp'])
    expect([pauses[0], pauses[1], pauses[2], pauses[10]]).toEqual([30, 60, 120, 7200])
    expect(await lease(storage)).toEqual([])
  })
})

/** The reading connection refuses writes on SQLite, so a test writes by its own. */
async function setAttempts(storage: Storage & { file?: string }, attempts: number): Promise<void> {
  if (storage.file === undefined) {
    await storage.db.updateTable('job').set({ attempts }).execute()
    return
  }
  const { openConnection } = await import('#server/storage/sqlite/connection.ts')
  const writer = openConnection(storage.file, 'writer')
  writer.prepare('update job set attempts = ?').run(attempts)
  writer.close()
}
