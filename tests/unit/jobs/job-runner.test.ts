import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { housekeepingHandlers } from '#server/jobs/housekeeping.ts'
import { jobCommands } from '#server/jobs/job-commands.ts'
import { type JobHandler, JobRunner } from '#server/jobs/job-runner.ts'
import { kickAfterCommit } from '#server/jobs/kick-after-commit.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import type { Storage } from '#server/storage/storage.ts'
import { day } from '#shared/time.ts'
import { temporaryStorage } from '#tests/support/temporary-storage.ts'

const once = { key: null }
const log = pino({ level: 'silent' })

async function add(storage: Storage, key: string, inMs = -1) {
  await storage.exec(jobCommands.ensure, { kind: 'test', key, payload: { key }, inMs }, once)
}

async function runnerOver(storage: Storage, handlers: Record<string, JobHandler>) {
  const runner = new JobRunner({ storage, log }, handlers)
  onTestFinished(() => runner.stop())
  runner.start()
  await runner.settled()
  return runner
}

async function installedStorage() {
  const storage = await temporaryStorage()
  await openInstallation(storage)
  return storage
}

describe('the loop of jobs', () => {
  it('runs what is due, each once, and leaves alone what is not', async () => {
    const storage = await installedStorage()
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await add(storage, key)
    await add(storage, 'tomorrow', day)
    const ran: string[] = []
    await runnerOver(storage, {
      test: async (job) => void ran.push((job.payload as { key: string }).key),
    })
    expect(ran.sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    const open = await storage.db
      .selectFrom('job')
      .select('key')
      .where('done_at', 'is', null)
      .execute()
    expect(open).toEqual([{ key: 'tomorrow' }])
  })

  it('one that fails is put back with its error and stops no other', async () => {
    const storage = await installedStorage()
    await add(storage, 'bad')
    await add(storage, 'good')
    await runnerOver(storage, {
      test: async (job) => {
        if ((job.payload as { key: string }).key === 'bad') throw new Error('broken')
      },
    })
    const rows = await storage.db
      .selectFrom('job')
      .select(['key', 'error', 'done_at'])
      .orderBy('key')
      .execute()
    expect(rows.map((row) => [row.key, row.error, row.done_at !== null])).toEqual([
      ['bad', 'broken', false],
      ['good', null, true],
    ])
  })

  it('wakes by itself when the next one is due', async () => {
    const storage = await installedStorage()
    const ran = Promise.withResolvers<number>()
    const due = Date.now() + 40
    await add(storage, 'soon', 40)
    await runnerOver(storage, { test: async () => ran.resolve(Date.now()) })
    expect(await ran.promise).toBeGreaterThanOrEqual(due)
  })

  it('wakes after a command that added one, although no event tells of it', async () => {
    const woken = new Set<JobRunner>()
    const storage = kickAfterCommit(
      await installedStorage(),
      () => {
        for (const runner of woken) runner.kick()
      },
      1,
    )
    const ran = Promise.withResolvers<string>()
    woken.add(
      await runnerOver(storage, {
        test: async (job) => ran.resolve((job.payload as { key: string }).key),
      }),
    )
    await add(storage, 'new')
    expect(await ran.promise).toBe('new')
  })

  it('a stop waits for those at work and begins no further one', async () => {
    const storage = await installedStorage()
    const [began, hold] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await add(storage, key)
    let ended = 0
    const runner = new JobRunner(
      { storage, log },
      {
        test: async () => {
          began.resolve()
          await hold.promise
          ended++
        },
      },
    )
    runner.start()
    await began.promise
    const stopped = runner.stop()
    hold.resolve()
    await stopped
    expect(ended).toBe(5)
    const open = await storage.db
      .selectFrom('job')
      .select('attempts')
      .where('done_at', 'is', null)
      .execute()
    expect(open).toEqual([{ attempts: 0 }, { attempts: 0 }])
  })
})

describe('housekeeping', () => {
  it('deletes old keys, expired sessions and jobs done long ago, keeps the rest, and plans the next day', async () => {
    const storage = await installedStorage()
    const writer = kyselyOver(openConnection(storage.file, 'writer'))
    onTestFinished(() => writer.destroy())
    const now = Date.now()
    await writer
      .insertInto('idempotency')
      .values(
        [3, 1].map((days) => ({
          key: `${days}`,
          command: 'x',
          result: 'null',
          at: now - days * day,
        })),
      )
      .execute()
    const session = {
      person_id: null,
      data: '{}',
      made_by: 'link',
      is_shared: 0,
      user_agent: '',
    } as const
    await writer
      .insertInto('session')
      .values(
        [-1, 1].map((ms) => ({
          ...session,
          id_hash: `${ms}`,
          created_at: now,
          seen_at: now,
          expires_at: now + ms * day,
        })),
      )
      .execute()
    const job = {
      kind: 'x',
      key: null,
      payload: '{}',
      run_at: 0,
      attempts: 1,
      leased_until: null,
      fence: 1,
      error: null,
    }
    await writer
      .insertInto('job')
      .values([31, 29].map((days) => ({ ...job, id: `${days}`, done_at: now - days * day })))
      .execute()
    await storage.exec(
      jobCommands.ensure,
      { kind: 'housekeeping', key: 'housekeeping', payload: {}, inMs: -1 },
      once,
    )
    await runnerOver(storage, housekeepingHandlers(storage))
    const left = {
      keys: await storage.db
        .selectFrom('idempotency')
        .select('key')
        .where('command', '=', 'x')
        .execute(),
      sessions: await storage.db.selectFrom('session').select('id_hash').execute(),
      jobs: await storage.db.selectFrom('job').select('id').where('kind', '=', 'x').execute(),
    }
    expect(left).toEqual({
      keys: [{ key: '1' }],
      sessions: [{ id_hash: '1' }],
      jobs: [{ id: '29' }],
    })
    const next = await storage.db
      .selectFrom('job')
      .select('run_at')
      .where('kind', '=', 'housekeeping')
      .where('done_at', 'is', null)
      .execute()
    expect(next).toHaveLength(1)
    expect((next[0]?.run_at ?? 0) - now).toBeGreaterThan(day - 60_000)
  })
})
