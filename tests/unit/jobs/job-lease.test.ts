import { describe, expect, it, onTestFinished } from 'vitest'
import { openInstallation } from '#server/installation/installation.ts'
import { jobCommands } from '#server/jobs/job-commands.ts'
import type { LeasedJob } from '#server/jobs/job-store.ts'
import { openConnection } from '#server/storage/sqlite/connection.ts'
import type { Storage } from '#server/storage/storage.ts'
import { storages } from '#tests/support/storages.ts'
import { temporaryStorage } from '#tests/support/temporary-storage.ts'

const once = { key: null }
const leaseOf = (job: LeasedJob | undefined) => ({ jobId: job?.id ?? '', fence: job?.fence ?? 0 })

async function add(storage: Storage, key = 'one') {
  await storage.exec(jobCommands.ensure, { kind: 'test', key, payload: { key }, inMs: -1 }, once)
}

async function lease(storage: Storage): Promise<LeasedJob[]> {
  return storage.exec(jobCommands.lease, { kinds: ['test'], limit: 5 }, once)
}

describe.each(storages)('jobs on %s', (_, open) => {
  async function opened(): Promise<Storage> {
    const installation = await open()
    onTestFinished(() => installation.discard())
    return installation.storage
  }

  it('one job is leased to one holder at a time', async () => {
    const storage = await opened()
    await add(storage)
    const [first, second] = await Promise.all([lease(storage), lease(storage)])
    const [job, ...more] = [...first, ...second]
    expect(more).toEqual([])
    expect(job).toMatchObject({
      kind: 'test',
      payload: { key: 'one' },
      attempts: 1,
    })
  })

  it('an open job of the same kind and key is not added again; after it is done it may be', async () => {
    const storage = await opened()
    await add(storage)
    await add(storage)
    const jobs = await lease(storage)
    expect(jobs).toHaveLength(1)
    await storage.exec(jobCommands.finish, { lease: leaseOf(jobs[0]) }, once)
    await add(storage)
    expect(await lease(storage)).toHaveLength(1)
  })

  it('a failed job waits with its error, and what does not hold the lease changes nothing', async () => {
    const storage = await opened()
    await add(storage)
    const [job] = await lease(storage)
    await storage.exec(jobCommands.fail, { lease: leaseOf(job), error: 'away' }, once)
    const row = await storage.db.selectFrom('job').selectAll().executeTakeFirstOrThrow()
    expect([row.error, row.done_at, Number(row.run_at) > Date.now()]).toEqual(['away', null, true])
    const foreign = { jobId: job?.id ?? '', fence: 99 }
    expect(await storage.exec(jobCommands.finish, { lease: foreign }, once)).toBe(false)
    expect(await storage.exec(jobCommands.fail, { lease: foreign, error: 'x' }, once)).toBe('lost')
    const after = await storage.db.selectFrom('job').selectAll().executeTakeFirstOrThrow()
    expect(after).toEqual(row)
  })
})

/** A SQLite installation, and a connection of the test's own by which time passes for its jobs. */
async function withPassingTime() {
  const storage = await temporaryStorage()
  await openInstallation(storage)
  const writer = openConnection(storage.file, 'writer')
  onTestFinished(() => void writer.close())
  return { storage, untilDue: () => writer.prepare('update job set run_at = 0').run() }
}

it('a holder that slept past its lease is kept out by the fence, and the one who took over ends the job', async () => {
  const { storage, untilDue } = await withPassingTime()
  await add(storage)
  const [slow] = await lease(storage)
  expect(await lease(storage)).toEqual([])
  untilDue()
  const [second] = await lease(storage)
  expect([second?.id, second?.attempts]).toEqual([slow?.id, 2])
  expect(await storage.exec(jobCommands.finish, { lease: leaseOf(slow) }, once)).toBe(false)
  expect(await storage.exec(jobCommands.fail, { lease: leaseOf(slow), error: 'late' }, once)).toBe(
    'lost',
  )
  expect(await storage.exec(jobCommands.finish, { lease: leaseOf(second) }, once)).toBe(true)
})

it('a job is tried a bounded number of times, with growing pauses, and then closed with its error', async () => {
  const { storage, untilDue } = await withPassingTime()
  await add(storage)
  const outcomes: string[] = []
  const pauses: number[] = []
  for (let attempt = 1; attempt <= 12; attempt++) {
    untilDue()
    const [job] = await lease(storage)
    outcomes.push(await storage.exec(jobCommands.fail, { lease: leaseOf(job), error: 'no' }, once))
    const row = await storage.db.selectFrom('job').select('run_at').executeTakeFirstOrThrow()
    pauses.push(Math.round((row.run_at - Date.now()) / 1000))
  }
  expect(outcomes).toEqual([...Array<string>(11).fill('again'), 'givenUp'])
  expect([pauses[0], pauses[1], pauses[2], pauses[10]]).toEqual([30, 60, 120, 7200])
  untilDue()
  expect(await lease(storage)).toEqual([])
})
